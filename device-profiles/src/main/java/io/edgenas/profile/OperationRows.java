package io.edgenas.profile;

import io.edgenas.network.Operation;
import java.util.List;

/** {@code operations.csv}. */
final class OperationRows implements RowFormat<OperationMeasurement> {
  @Override
  public String fileName() {
    return "operations.csv";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "key",
        "resolution",
        "median_us",
        "p10_us",
        "p90_us",
        "ci_low_us",
        "ci_high_us",
        "runs",
        "model_sha256");
  }

  @Override
  public List<String> cells(OperationMeasurement row) {
    LatencyStatistics latency = row.latency();
    return List.of(
        row.operation().key(),
        row.resolution().isPresent() ? Integer.toString(row.resolution().getAsInt()) : "",
        Row.format(latency.medianUs()),
        Row.format(latency.p10Us()),
        Row.format(latency.p90Us()),
        Row.format(latency.ciLowUs()),
        Row.format(latency.ciHighUs()),
        Long.toString(latency.runs()),
        row.modelSha256().orElse(""));
  }

  @Override
  public OperationMeasurement parse(Row row) {
    return new OperationMeasurement(
        Operation.parse(row.text("key")),
        row.optionalInteger("resolution", 1, OperationMeasurement.MAX_RESOLUTION),
        row.statistics(),
        row.optionalText("model_sha256"));
  }

  @Override
  public String key(OperationMeasurement row) {
    return row.rowKey();
  }
}
