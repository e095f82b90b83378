package io.edgenas.supernet.store;

import io.edgenas.base.table.Row;
import io.edgenas.base.table.RowFormat;
import java.util.List;
import java.util.Optional;

/** {@code schedule-changes.csv}. */
final class ScheduleChangeRows implements RowFormat<ScheduleChange> {
  @Override
  public String fileName() {
    return "schedule-changes.csv";
  }

  @Override
  public List<String> columns() {
    return List.of("phase", "step", "steps");
  }

  @Override
  public List<String> cells(ScheduleChange row) {
    return List.of(
        Integer.toString(row.phase()), Long.toString(row.step()), Long.toString(row.steps()));
  }

  @Override
  public ScheduleChange parse(Row row) {
    return new ScheduleChange(
        row.integer("phase", 0, Integer.MAX_VALUE), row.whole("step"), row.whole("steps"));
  }

  /** A later change of the same step replaces an earlier one. */
  @Override
  public Optional<String> key(ScheduleChange row) {
    return Optional.empty();
  }
}
