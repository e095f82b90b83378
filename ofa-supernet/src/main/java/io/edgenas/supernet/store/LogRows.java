package io.edgenas.supernet.store;

import io.edgenas.base.table.Row;
import io.edgenas.base.table.RowFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code log.csv}. */
final class LogRows implements RowFormat<LogRow> {
  @Override
  public String fileName() {
    return "log.csv";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "phase",
        "phase_name",
        "step",
        "learning_rate",
        "loss",
        "largest_top1",
        "smallest_top1",
        "elapsed_s");
  }

  @Override
  public List<String> cells(LogRow row) {
    return List.of(
        Integer.toString(row.phase()),
        row.phaseName(),
        Long.toString(row.step()),
        Double.toString(row.learningRate()),
        Double.toString(row.loss()),
        text(row.largestTop1()),
        text(row.smallestTop1()),
        Double.toString(row.elapsedSeconds()));
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }

  @Override
  public LogRow parse(Row row) {
    return new LogRow(
        row.integer("phase", 0, Integer.MAX_VALUE),
        row.text("phase_name"),
        row.whole("step"),
        row.real("learning_rate"),
        row.real("loss"),
        row.optionalReal("largest_top1"),
        row.optionalReal("smallest_top1"),
        row.real("elapsed_s"));
  }

  /** Nothing that is computed depends on a step that stands there twice. */
  @Override
  public Optional<String> key(LogRow row) {
    return Optional.empty();
  }
}
