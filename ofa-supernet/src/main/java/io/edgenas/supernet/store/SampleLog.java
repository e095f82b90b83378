package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.table.GrowingTable;
import io.edgenas.network.EvaluatedArch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code samples.csv}: the evaluated subnets. */
public final class SampleLog implements AutoCloseable {
  private final GrowingTable<EvaluatedArch> rows;

  private SampleLog(GrowingTable<EvaluatedArch> rows) {
    this.rows = rows;
  }

  /**
   * Opens the file for more rows; see {@link GrowingTable}.
   *
   * @throws BadInputException if what is in it is malformed, or another run has it open
   */
  public static SampleLog open(Path file) throws IOException {
    return new SampleLog(GrowingTable.open(file, SupernetTables.SAMPLES, file.toString()));
  }

  /**
   * All finished rows; none where there is no file.
   *
   * @throws BadInputException naming file and line of what is malformed
   */
  public static List<EvaluatedArch> read(Path file) {
    return GrowingTable.read(file, SupernetTables.SAMPLES);
  }

  /** The rows in the file now: what a resumed run need not evaluate again. */
  public List<EvaluatedArch> rows() {
    return rows.rows();
  }

  /** Adds a row at the end and forces it to the disk. */
  public void append(EvaluatedArch row) throws IOException {
    rows.append(row);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
