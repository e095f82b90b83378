package io.edgenas.base.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads files that somebody else may have made. Every reader of EdgeNAS opens its files here.
 *
 * <p>Only regular files are opened: a pipe would wait for ever, and a device may never end. The
 * number of bytes is bounded while reading, because the size that a file system states may be wrong
 * (files of {@code /proc} state 0) or change meanwhile.
 */
public final class InputFile {
  private InputFile() {}

  /**
   * The whole file.
   *
   * @param maxBytes most bytes accepted, up to 2 GiB less 8
   * @throws BadInputException naming the file if it is missing, is not a regular file, cannot be
   *     read or has more bytes
   */
  public static byte[] bytes(Path file, long maxBytes) {
    try (InputStream in = open(file, maxBytes)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The file as a stream, which fails with a {@link BadInputException} once more than {@code
   * maxBytes} bytes were read. Not buffered; the caller closes it.
   *
   * @throws BadInputException naming the file if it is missing, is not a regular file, cannot be
   *     opened or states a size over {@code maxBytes}
   */
  public static InputStream open(Path file, long maxBytes) {
    long stated = requireRegular(file).size();
    requireAtMost(file.toString(), stated, maxBytes);
    try {
      return new Bounded(Files.newInputStream(file), file, maxBytes);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Makes sure, before a file is opened, that opening it cannot block. Symbolic links are followed.
   *
   * @return the file's attributes
   * @throws BadInputException naming the file if it is missing, cannot be looked at or is not a
   *     regular file
   */
  public static BasicFileAttributes requireRegular(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new BadInputException(file + " is a folder: name a file");
      }
      if (!attributes.isRegularFile()) {
        throw new BadInputException(file + " is a pipe, a socket or a device: name a regular file");
      }
      return attributes;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The refusal of a file that cannot be read: the cause decides the advice. */
  public static BadInputException unreadable(Path file, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return new BadInputException(file + " does not exist: check the path", cause);
    }
    if (cause instanceof AccessDeniedException) {
      return new BadInputException(
          file + " cannot be read: permission denied; change its permissions or run as its owner",
          cause);
    }
    if (cause instanceof NotDirectoryException || cause instanceof FileSystemLoopException) {
      return new BadInputException(file + " cannot be reached: check the path", cause);
    }
    String reason =
        cause instanceof FileSystemException known ? known.getReason() : cause.getMessage();
    return new BadInputException(
        file + " cannot be read: " + (reason == null ? cause.getClass().getSimpleName() : reason),
        cause);
  }

  /**
   * Refuses what is larger than its reader accepts.
   *
   * @param source what messages call the file
   * @throws BadInputException naming it, its size and the limit
   */
  public static void requireAtMost(String source, long bytes, long maxBytes) {
    if (bytes > maxBytes) {
      throw tooLarge(source, Long.toString(bytes), maxBytes);
    }
  }

  private static BadInputException tooLarge(String source, String bytes, long maxBytes) {
    return BadInputException.naming(
        source, source + " has " + bytes + " bytes: at most " + maxBytes + " are read");
  }

  /** Counts what is read, and fails beyond the limit. */
  private static final class Bounded extends FilterInputStream {
    private final Path file;
    private final long maxBytes;
    private long read;

    Bounded(InputStream in, Path file, long maxBytes) {
      super(in);
      this.file = file;
      this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(Math.max(0, count));
      return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = super.skip(bytes);
      count(skipped);
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void count(long more) {
      read += more;
      if (read > maxBytes) {
        throw tooLarge(file.toString(), "more than " + maxBytes, maxBytes);
      }
    }
  }
}
