package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.table.GrowingTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code log.csv}: how training went. */
public final class TrainingLog implements AutoCloseable {
  private final GrowingTable<LogRow> rows;

  private TrainingLog(GrowingTable<LogRow> rows) {
    this.rows = rows;
  }

  /**
   * Opens a log for more rows; see {@link GrowingTable}.
   *
   * @throws BadInputException if what is in it is malformed, or another run has it open
   */
  public static TrainingLog open(Path file) throws IOException {
    return new TrainingLog(GrowingTable.open(file, SupernetTables.LOG, file.toString()));
  }

  /**
   * All finished rows; none where there is no file.
   *
   * @throws BadInputException naming file and line of what is malformed
   */
  public static List<LogRow> read(Path file) {
    return GrowingTable.read(file, SupernetTables.LOG);
  }

  /** The rows in the file now. */
  public List<LogRow> rows() {
    return rows.rows();
  }

  /** Adds a row at the end and forces it to the disk. */
  public void append(LogRow row) throws IOException {
    rows.append(row);
  }

  /**
   * Forgets what was noted after a checkpoint, because it will be noted again.
   *
   * @param phase index of the checkpoint's phase
   * @param step number of its steps that are done
   */
  public void truncateAfter(int phase, long step) throws IOException {
    rows.retain(row -> row.atOrBefore(phase, step));
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
