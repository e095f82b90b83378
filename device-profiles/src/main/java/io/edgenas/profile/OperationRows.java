package io.edgenas.profile;

import io.edgenas.base.table.Row;
import io.edgenas.base.table.RowFormat;
import io.edgenas.operation.Operation;
import java.util.List;
import java.util.Optional;

/** {@code operations.csv}. */
final class OperationRows implements RowFormat<OperationMeasurement> {
  @Override
  public String fileName() {
    return "operations.csv";
  }

  @Override
  public List<String> columns() {
    return StatisticsCells.columns(List.of("key", "resolution"), "model_sha256");
  }

  @Override
  public List<String> cells(OperationMeasurement row) {
    return StatisticsCells.of(
        List.of(
            row.operation().key(),
            row.resolution().isPresent() ? Integer.toString(row.resolution().getAsInt()) : ""),
        row.latency(),
        row.modelSha256().orElse(""));
  }

  @Override
  public OperationMeasurement parse(Row row) {
    return new OperationMeasurement(
        Operation.parse(row.text("key")),
        row.optionalInteger("resolution", 1, OperationMeasurement.MAX_RESOLUTION),
        StatisticsCells.read(row),
        row.optionalText("model_sha256"));
  }

  @Override
  public Optional<String> key(OperationMeasurement row) {
    return Optional.of(row.rowKey());
  }
}
