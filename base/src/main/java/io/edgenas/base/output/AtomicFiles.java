package io.edgenas.base.output;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files that are there whole or not at all: written aside in the same folder, forced to the disk,
 * then renamed over the target. An interrupted write leaves the old file as it was.
 */
public final class AtomicFiles {
  private static final AtomicLong WRITES = new AtomicLong();

  private AtomicFiles() {}

  /**
   * Writes {@code bytes} to {@code target}, replacing what was there.
   *
   * @throws IOException naming the file and the space that is left, see {@link WriteFailure}
   */
  public static void write(Path target, byte[] bytes) throws IOException {
    Path absolute = target.toAbsolutePath();
    try {
      writeAside(absolute, bytes);
    } catch (IOException e) {
      throw WriteFailure.explained(target, e);
    }
  }

  /**
   * Writes two files that belong together: both are on the disk before the first is renamed, so
   * that a full disk leaves both as they were. A crash between the renames may still part them: let
   * one name the content of the other.
   *
   * @throws BadInputException if a link, a folder or another thing stands in the place of one
   * @throws IOException as above
   */
  public static void writePair(Path first, byte[] firstBytes, Path second, byte[] secondBytes)
      throws IOException {
    OwnFile.require(first);
    OwnFile.require(second);
    Path firstAside = aside(first.toAbsolutePath());
    Path secondAside = aside(second.toAbsolutePath());
    Path failing = first;
    try {
      fill(firstAside, firstBytes);
      failing = second;
      fill(secondAside, secondBytes);
      failing = first;
      rename(firstAside, first.toAbsolutePath());
      failing = second;
      rename(secondAside, second.toAbsolutePath());
    } catch (IOException e) {
      throw WriteFailure.explained(failing, e);
    } finally {
      Files.deleteIfExists(firstAside);
      Files.deleteIfExists(secondAside);
    }
  }

  private static void writeAside(Path absolute, byte[] bytes) throws IOException {
    Path aside = aside(absolute);
    try {
      fill(aside, bytes);
      rename(aside, absolute);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static void fill(Path aside, byte[] bytes) throws IOException {
    Files.createDirectories(aside.getParent());
    try (FileChannel channel =
        FileChannel.open(aside, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static void rename(Path aside, Path absolute) throws IOException {
    Files.move(
        aside, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A name of this write alone. Not a temporary file of the JDK: those only the owner may read. */
  private static Path aside(Path target) {
    return target.resolveSibling(
        "."
            + target.getFileName()
            + "."
            + ProcessHandle.current().pid()
            + "-"
            + WRITES.incrementAndGet()
            + ".part");
  }

  /**
   * Removes what killed processes left aside in a folder. Only for whoever alone writes there, see
   * {@link FolderLock}.
   */
  public static void removeLeftovers(Path folder) throws IOException {
    try (DirectoryStream<Path> asides = Files.newDirectoryStream(folder, ".*.part")) {
      for (Path aside : asides) {
        Files.deleteIfExists(aside);
      }
    }
  }

  /** Writes {@code text} as UTF-8 to {@code target}, replacing what was there. */
  public static void write(Path target, String text) throws IOException {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes sure, before expensive work begins, that files can be made in {@code folder}: creates it
   * and a file in it.
   *
   * @throws BadInputException naming the folder and the reason if that is impossible
   */
  public static void requireWritableFolder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".writable", ".part"));
    } catch (IOException e) {
      throw new BadInputException(WriteFailure.ofFolder(folder, e), e);
    }
  }
}
