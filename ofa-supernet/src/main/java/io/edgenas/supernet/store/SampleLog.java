package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code samples.csv}: the evaluated subnets. */
public final class SampleLog implements AutoCloseable {
  private final RowAppender<Sample> rows;

  private SampleLog(RowAppender<Sample> rows) {
    this.rows = rows;
  }

  /**
   * Opens the file for more rows; see {@link RowAppender}.
   *
   * @throws BadInputException if what is in it is malformed
   */
  public static SampleLog open(Path file) throws IOException {
    return new SampleLog(RowAppender.open(file, RowFormats.SAMPLES));
  }

  /**
   * All finished rows; none where there is no file.
   *
   * @throws BadInputException naming file and line of what is malformed
   */
  public static List<Sample> read(Path file) {
    return Files.exists(file) ? CsvRows.read(file, RowFormats.SAMPLES) : List.of();
  }

  /** The rows in the file now: what a resumed run need not evaluate again. */
  public List<Sample> rows() {
    return rows.rows();
  }

  /** Adds a row at the end and forces it to the disk. */
  public void append(Sample row) throws IOException {
    rows.append(row);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
