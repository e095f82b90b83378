package io.edgenas.profiler.command.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.FileKind;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.input.Utf8;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;

/**
 * The text of a table that people made, line by line, so that neither a long line nor a quote that
 * is never closed fills the memory. Lines end in a line feed, a carriage return, or both.
 */
final class LineReader extends Reader {
  /** Of a line, and of all lines between two calls of {@link #recordRead}. */
  static final int MAX_RECORD = 1 << 20;

  private final String source;
  private final InputStream in;
  private String line = "";
  private int next;

  /** Number of the line that {@link #line} is, from 1. */
  private int number;

  private boolean returned;
  private long unread;

  private LineReader(String source, InputStream in) {
    this.source = source;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws BadInputException naming the file if it is no regular file, too large or no text
   */
  static LineReader open(Path file, long maxBytes) {
    return of(InputFile.open(file, maxBytes), file.toString());
  }

  /** The text of a stream, which is closed with this reader. */
  static LineReader of(InputStream stream, String source) {
    InputStream in = new BufferedInputStream(stream, 1 << 16);
    try {
      in.mark(FileKind.HEAD_BYTES + 1);
      byte[] head = in.readNBytes(FileKind.HEAD_BYTES);
      in.reset();
      FileKind.requireText(head, source);
      in.skipNBytes(Utf8.markLength(head));
      return new LineReader(source, in);
    } catch (IOException e) {
      throw new BadInputException(source + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The line that is read next, without its end; empty at the end of the file. */
  String peek() throws IOException {
    if (next >= line.length()) {
      advance();
    }
    return line.substring(next).stripTrailing();
  }

  /** Drops the line that {@link #peek} gave. */
  void skip() {
    next = line.length();
  }

  /** Tells that everything read so far has become a record. */
  void recordRead() {
    unread = 0;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    if (next >= line.length() && !advance()) {
      return -1;
    }
    int count = Math.min(length, line.length() - next);
    line.getChars(next, next + count, buffer, offset);
    next += count;
    return count;
  }

  /** Whether there is another line. */
  private boolean advance() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    int last = -1;
    while (last != '\n' && last != '\r') {
      last = in.read();
      if (last < 0) {
        break;
      }
      if (last == 0) {
        throw BadInputException.of(source + ":" + (number + 1), "has a byte 0: is it text?");
      }
      bytes.write(last);
      if (++unread > MAX_RECORD) {
        throw tooLong();
      }
    }
    // Of a carriage return and a line feed, the second alone is no new line.
    boolean second = returned && bytes.size() == 1 && last == '\n';
    number += second || bytes.size() == 0 ? 0 : 1;
    returned = last == '\r';
    line = Utf8.decodeLines(bytes.toByteArray(), source, number);
    next = 0;
    return bytes.size() > 0;
  }

  private BadInputException tooLong() {
    return BadInputException.of(
        source + ":" + (number + 1),
        "the row is longer than "
            + MAX_RECORD
            + " bytes: is a quote open, or is it another kind of file?");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
