package io.edgenas.supernet.data;

import io.edgenas.images.Image;
import io.edgenas.images.ImageDecoder;
import io.edgenas.input.BadInputException;
import io.edgenas.output.WriteFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes what a cache does not have yet and appends it, a group of images at a time: first their
 * samples, then, when those are on the disk, their rows of the index. One process at a time.
 */
final class CacheWriter {
  /** Lost at most when the process is killed; decoded in parallel. */
  private static final int GROUP = 64;

  private static final long GROUP_BYTES = 64L << 20;

  private final Path folder;
  private final Path pixels;
  private final Path index;
  private final int shorterSide;
  private final OpeningListener listener;

  CacheWriter(Path folder, Path pixels, Path index, int shorterSide, OpeningListener listener) {
    this.folder = folder;
    this.pixels = pixels;
    this.index = index;
    this.shorterSide = shorterSide;
    this.listener = listener;
  }

  /**
   * @param files all that the cache is to hold; those it has are not decoded again
   * @throws BadInputException if another process does the same, or the disk is too small
   */
  void complete(List<ImageFile> files) throws IOException {
    try (FileChannel alone = open(index.resolveSibling("." + index.getFileName() + ".lock"));
        FileChannel rows = open(index);
        FileChannel samples = open(pixels)) {
      lock(alone);
      CacheIndex known = CacheIndex.read(index, pixels, shorterSide);
      rows.truncate(known.bytes());
      samples.truncate(known.pixelBytes());
      rows.position(known.bytes());
      samples.position(known.pixelBytes());
      if (known.bytes() == 0) {
        write(rows, CacheIndex.header(shorterSide));
      }
      List<ImageFile> missing =
          files.stream().filter(file -> !known.rows().containsKey(file.sha256())).toList();
      long bytes = CachePlan.bytes(missing, shorterSide);
      requireSpace(bytes);
      listener.decoding(
          folder, missing.size(), files.size() - missing.size(), known.pixelBytes() + bytes);
      Tally tally = new Tally(listener, "decoding", missing.size());
      for (List<ImageFile> group : groups(missing)) {
        try {
          append(group, tally, samples, rows);
        } catch (IOException e) {
          throw WriteFailure.explained(pixels, e);
        }
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /**
   * Until the channel is closed. Its file is nothing else: closing any channel of a file, such as
   * one that reads it, gives up all locks of this process on it.
   */
  private void lock(FileChannel alone) throws IOException {
    FileLock lock = null;
    try {
      lock = alone.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it.
    }
    if (lock == null) {
      throw new BadInputException(
          folder + " is being filled with images by another run: wait for its end");
    }
  }

  private void requireSpace(long bytes) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (bytes > free) {
      throw new BadInputException(
          folder
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
      bytes += CachePlan.bytes(files.subList(i, i + 1), shorterSide);
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
        write(samples, ByteBuffer.wrap(image.toBytes()));
        CacheIndex.put(added, sha256, image.width(), image.height(), image.channels());
      } else {
        CacheIndex.put(added, sha256, 0, 0, 0);
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
      return Optional.of(CachePlan.shrink(ImageDecoder.decode(file.path()), shorterSide));
    } catch (BadInputException e) {
      return Optional.empty();
    } finally {
      tally.oneDone();
    }
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
