package io.edgenas.supernet.data;

import io.edgenas.images.Image;
import io.edgenas.output.AtomicFiles;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decoded pixels in a memory-mapped file, so that a data set larger than the heap trains at the
 * speed of memory where it fits into that. Two files that only grow: the samples of all images one
 * after the other, and a {@link CacheIndex}. Images that are there are never decoded again: neither
 * after a kill nor when others are added to the folder or removed.
 */
final class PixelCache {
  private static final long MAX_SEGMENT = 1L << 30;

  private final Map<String, CacheIndex.Row> rows;
  private final List<Segment> segments = new ArrayList<>();

  /** A part of the file that one buffer can hold; images never cross its end. */
  private record Segment(long start, MappedByteBuffer samples) {}

  private PixelCache(CacheIndex index, Path pixels) throws IOException {
    this.rows = index.rows();
    try (FileChannel channel = FileChannel.open(pixels, StandardOpenOption.READ)) {
      long start = 0;
      long end = 0;
      for (CacheIndex.Row row : rows.values()) {
        if (end + row.length() - start > MAX_SEGMENT) {
          map(channel, start, end);
          start = end;
        }
        end += row.length();
      }
      map(channel, start, end);
    }
  }

  private void map(FileChannel channel, long start, long end) throws IOException {
    segments.add(
        new Segment(start, channel.map(FileChannel.MapMode.READ_ONLY, start, end - start)));
  }

  /**
   * The cache of these files; what an earlier run did not leave is decoded now.
   *
   * @param files of different contents; those without a header are left out
   * @throws io.edgenas.input.BadInputException if the folder is not writable, its disk too small,
   *     or another process is at it
   * @throws java.util.concurrent.CancellationException if the listener wants to leave; what is
   *     decoded is kept
   */
  static PixelCache open(
      Path folder, List<ImageFile> files, int shorterSide, OpeningListener listener)
      throws IOException {
    Path pixels = folder.resolve("images-" + shorterSide + ".pixels");
    Path index = folder.resolve("images-" + shorterSide + ".index");
    List<ImageFile> wanted = files.stream().filter(file -> file.header().isPresent()).toList();
    CacheIndex found = CacheIndex.read(index, pixels, shorterSide);
    if (!wanted.stream().allMatch(file -> found.rows().containsKey(file.sha256()))) {
      AtomicFiles.requireWritableFolder(folder);
      new CacheWriter(folder, pixels, index, shorterSide, listener).complete(wanted);
      return new PixelCache(CacheIndex.read(index, pixels, shorterSide), pixels);
    }
    return new PixelCache(found, pixels);
  }

  /** Whether the file of this hash could be decoded. */
  boolean contains(String sha256) {
    CacheIndex.Row row = rows.get(sha256);
    return row != null && row.length() > 0;
  }

  /** Where an image lies that the cache {@link #contains}. */
  CacheIndex.Row row(String sha256) {
    return rows.get(sha256);
  }

  Image image(CacheIndex.Row row) {
    Segment segment = segmentOf(row);
    byte[] samples = new byte[row.length()];
    segment.samples.get((int) (row.offset() - segment.start), samples);
    return Image.of(row.width(), row.height(), row.channels(), samples);
  }

  private Segment segmentOf(CacheIndex.Row row) {
    int last = segments.size() - 1;
    while (segments.get(last).start > row.offset()) {
      last--;
    }
    return segments.get(last);
  }
}
