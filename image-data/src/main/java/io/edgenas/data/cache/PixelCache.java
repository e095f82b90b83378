package io.edgenas.data.cache;

import io.edgenas.base.output.AtomicFiles;
import io.edgenas.data.ImageFile;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.OpeningPlan;
import io.edgenas.images.Image;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
    try (FileChannel channel =
        FileChannel.open(pixels, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long start = 0;
      long end = 0;
      for (CacheIndex.Row row : rows.values()) {
        if (row.offset() + row.length() - start > MAX_SEGMENT) {
          map(channel, start, end);
          start = row.offset();
        }
        end = row.offset() + row.length();
      }
      map(channel, start, end);
    }
  }

  private void map(FileChannel channel, long start, long end) throws IOException {
    segments.add(
        new Segment(start, channel.map(FileChannel.MapMode.READ_ONLY, start, end - start)));
  }

  /**
   * The cache of these files; what an earlier run did not leave is decoded now, and so is what is
   * no longer as it was decoded.
   *
   * @param files of different contents; those without a header are left out
   * @param plan says which images are checked, and where others are decoded to
   * @throws io.edgenas.base.input.BadInputException if the folder is not writable, its disk too
   *     small, another process is at it, or a symbolic link stands in its place or in that of its
   *     files
   * @throws java.util.concurrent.CancellationException if the listener wants to leave; what is
   *     decoded is kept
   */
  static PixelCache open(
      Path folder,
      List<ImageFile> files,
      int shorterSide,
      OpeningPlan plan,
      OpeningListener listener)
      throws IOException {
    List<ImageFile> wanted = files.stream().filter(file -> file.header().isPresent()).toList();
    CacheFiles kept = CacheFiles.in(folder, shorterSide);
    CacheIndex index = kept.read();
    List<ImageFile> there = wanted.stream().filter(index::has).toList();
    Set<String> damaged = Set.of();
    if (!there.isEmpty()) {
      PixelCache cache = new PixelCache(index, kept.pixels());
      List<ImageFile> wrong =
          new CacheCheck(cache, shorterSide, listener).wrong(there, plan.checkSeed());
      if (wrong.isEmpty() && there.size() == wanted.size()) {
        return cache;
      }
      damaged = wrong.stream().map(ImageFile::sha256).collect(Collectors.toSet());
      if (!wrong.isEmpty()) {
        listener.damaged(folder, wrong.stream().map(ImageFile::path).toList());
      }
    }
    CacheFiles written = CacheFiles.in(plan.decodeInto(folder), shorterSide);
    AtomicFiles.requireWritableFolder(written.folder());
    new CacheWriter(written, listener).complete(wanted, damaged);
    return new PixelCache(written.read(), written.pixels());
  }

  /** Whether the file of this hash could be decoded. */
  boolean contains(String sha256) {
    CacheIndex.Row row = rows.get(sha256);
    return row != null && row.length() > 0;
  }

  /** Returns where an image lies that the cache {@link #contains}. */
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
