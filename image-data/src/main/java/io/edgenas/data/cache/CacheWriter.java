package io.edgenas.data.cache;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.output.ChannelLock;
import io.edgenas.base.output.OwnFile;
import io.edgenas.base.output.WriteFailure;
import io.edgenas.data.CachePlan;
import io.edgenas.data.ImageFile;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.Tally;
import io.edgenas.images.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decodes what a cache does not have yet and appends it, a group of images at a time: first their
 * samples, then, when those are on the disk, their rows of the index. One process at a time.
 */
final class CacheWriter {
  /** Lost at most when the process is killed; decoded in parallel. */
  private static final int GROUP = 64;

  private static final long GROUP_BYTES = 64L << 20;

  private final CacheFiles cache;
  private final OpeningListener listener;

  CacheWriter(CacheFiles cache, OpeningListener listener) {
    this.cache = cache;
    this.listener = listener;
  }

  /**
   * @param files all that the cache is to hold; those it has are not decoded again
   * @param damaged hashes of those to decode again nonetheless
   * @throws BadInputException if another process does the same, or the disk is too small
   */
  void complete(List<ImageFile> files, Set<String> damaged) throws IOException {
    try (FileChannel alone = open(cache.lock());
        FileChannel rows = open(cache.index());
        FileChannel samples = open(cache.pixels())) {
      lock(alone);
      CacheIndex known = cache.read();
      rows.truncate(known.bytes());
      samples.truncate(known.pixelBytes());
      rows.position(known.bytes());
      samples.position(known.pixelBytes());
      if (known.bytes() == 0) {
        write(rows, CacheIndex.header(cache.shorterSide()));
      }
      List<ImageFile> missing =
          files.stream()
              .filter(file -> damaged.contains(file.sha256()) || !known.has(file))
              .toList();
      long bytes = CachePlan.bytes(missing, cache.shorterSide());
      requireSpace(bytes);
      listener.decoding(
          cache.folder(),
          missing.size(),
          files.size() - missing.size(),
          known.pixelBytes() + bytes);
      Tally tally = new Tally(listener, "decoding", missing.size());
      for (List<ImageFile> group : groups(missing)) {
        try {
          append(group, tally, samples, rows);
        } catch (IOException e) {
          throw WriteFailure.explained(cache.pixels(), e);
        }
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return OwnFile.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /**
   * Locks the cache until the channel is closed. Its file is nothing else: closing any channel of a
   * file, such as one that reads it, gives up all locks of this process on it.
   */
  private void lock(FileChannel alone) {
    if (!ChannelLock.take(alone)) {
      throw new BadInputException(
          cache.folder() + " is being filled with images by another run: wait for its end");
    }
  }

  private void requireSpace(long bytes) throws IOException {
    long free = Files.getFileStore(cache.folder()).getUsableSpace();
    if (bytes > free) {
      throw new BadInputException(
          cache.folder()
              + " needs "
              + (bytes >> 20)
              + " MiB for the decoded images, but its disk has "
              + (free >> 20)
              + " MiB left: make room, or choose a folder on another disk");
    }
  }

  /** Runs of images that fit into memory together, shrunk. */
  private List<List<ImageFile>> groups(List<ImageFile> files) {
    List<List<ImageFile>> groups = new ArrayList<>();
    int start = 0;
    long bytes = 0;
    for (int i = 0; i < files.size(); i++) {
      bytes += CachePlan.bytes(files.subList(i, i + 1), cache.shorterSide());
      if (i + 1 == files.size() || i + 1 - start == GROUP || bytes > GROUP_BYTES) {
        groups.add(files.subList(start, i + 1));
        start = i + 1;
        bytes = 0;
      }
    }
    return groups;
  }

  private void append(List<ImageFile> group, Tally tally, FileChannel samples, FileChannel rows)
      throws IOException {
    List<Optional<Image>> images = group.parallelStream().map(file -> decode(file, tally)).toList();
    ByteBuffer added = ByteBuffer.allocate(CacheIndex.ROW_BYTES * group.size());
    for (int i = 0; i < group.size(); i++) {
      String sha256 = group.get(i).sha256();
      if (images.get(i).isPresent()) {
        Image image = images.get(i).get();
        byte[] pixels = image.toBytes();
        write(samples, ByteBuffer.wrap(pixels));
        CacheIndex.put(added, sha256, image.width(), image.height(), image.channels(), pixels);
      } else {
        CacheIndex.put(added, sha256, 0, 0, 0, new byte[0]);
      }
    }
    samples.force(true);
    write(rows, added.flip());
    rows.force(true);
  }

  /** Empty where the image cannot be decoded: whoever opens the folder counts and names those. */
  private Optional<Image> decode(ImageFile file, Tally tally) {
    tally.requireWanted();
    try {
      return decode(file, cache.shorterSide());
    } finally {
      tally.oneDone();
    }
  }

  /** What the cache holds of a file; empty where it cannot be decoded. */
  static Optional<Image> decode(ImageFile file, int shorterSide) {
    try {
      return Optional.of(CachePlan.shrink(file.decode(), shorterSide));
    } catch (BadInputException e) {
      return Optional.empty();
    }
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
