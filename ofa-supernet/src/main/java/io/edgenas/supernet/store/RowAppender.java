package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.OwnFile;
import io.edgenas.base.output.WriteFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Appends rows to a CSV file, each forced to the disk before {@link #append} returns. A run that is
 * killed leaves at most one unfinished last line, which the next one removes when it opens the
 * file. Not safe for several threads or processes at once.
 */
final class RowAppender<T> implements AutoCloseable {
  private final Path file;
  private final RowFormat<T> format;
  private final List<T> rows;
  private FileChannel channel;

  private RowAppender(Path file, RowFormat<T> format, List<T> rows, FileChannel channel) {
    this.file = file;
    this.format = format;
    this.rows = rows;
    this.channel = channel;
  }

  /**
   * Opens a file for more rows, and makes it where it is missing or was killed in its first line.
   *
   * @throws BadInputException if what is in it is malformed, or if it is a symbolic link
   */
  static <T> RowAppender<T> open(Path file, RowFormat<T> format) throws IOException {
    OwnFile.require(file);
    byte[] bytes = Files.exists(file) ? InputFile.bytes(file, CsvRows.MAX_BYTES) : new byte[0];
    int whole = CsvRows.wholeLines(bytes);
    if (whole == 0) {
      AtomicFiles.write(file, CsvRows.line(format.columns()));
    }
    List<T> rows = new ArrayList<>(CsvRows.read(file, format));
    FileChannel channel = OwnFile.open(file, StandardOpenOption.WRITE);
    if (whole > 0) {
      channel.truncate(whole);
    }
    channel.position(channel.size());
    return new RowAppender<>(file, format, rows, channel);
  }

  /** The rows in the file now. */
  List<T> rows() {
    return List.copyOf(rows);
  }

  /**
   * Adds a row at the end and forces it to the disk.
   *
   * @throws IOException naming the file and the space that is left; the row is then not there
   */
  void append(T row) throws IOException {
    ByteBuffer line =
        ByteBuffer.wrap(CsvRows.line(format.write(row)).getBytes(StandardCharsets.UTF_8));
    long end = channel.size();
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(false);
    } catch (IOException e) {
      channel.truncate(end); // the next row must not continue a half-written one
      throw WriteFailure.explained(file, e);
    }
    rows.add(row);
  }

  /** Keeps only the rows that {@code wanted} accepts: the file is replaced whole or not at all. */
  void retain(Predicate<T> wanted) throws IOException {
    if (rows.stream().allMatch(wanted)) {
      return;
    }
    rows.removeIf(wanted.negate());
    StringBuilder text = new StringBuilder(CsvRows.line(format.columns()));
    rows.forEach(row -> text.append(CsvRows.line(format.write(row))));
    channel.close();
    AtomicFiles.write(file, text.toString());
    channel = OwnFile.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
