package io.edgenas.supernet.store;

import io.edgenas.base.table.RowFormat;
import io.edgenas.base.table.Table;
import io.edgenas.network.EvaluatedArch;

/** The tables of a supernet folder. A log of each step of a long training is as large as this. */
final class SupernetTables {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_LINES = 4_000_000;

  static final Table<EvaluatedArch> SAMPLES = table(new SampleRows());
  static final Table<LogRow> LOG = table(new LogRows());
  static final Table<ScheduleChange> SCHEDULE_CHANGES = table(new ScheduleChangeRows());

  private SupernetTables() {}

  private static <T> Table<T> table(RowFormat<T> format) {
    return new Table<>(format, MAX_BYTES, MAX_LINES);
  }
}
