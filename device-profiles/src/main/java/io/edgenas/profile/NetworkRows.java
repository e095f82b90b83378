package io.edgenas.profile;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.space.ArchSpec;
import java.util.Arrays;
import java.util.List;

/** {@code networks.csv}. */
final class NetworkRows implements RowFormat<NetworkMeasurement> {
  @Override
  public String fileName() {
    return "networks.csv";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "arch",
        "classes",
        "channels",
        "role",
        "median_us",
        "p10_us",
        "p90_us",
        "ci_low_us",
        "ci_high_us",
        "runs",
        "repeat_median_us",
        "round_medians_us",
        "model_sha256");
  }

  @Override
  public List<String> cells(NetworkMeasurement row) {
    LatencyStatistics latency = row.latency();
    return List.of(
        row.arch().toString(),
        Integer.toString(row.classes()),
        Integer.toString(row.channels()),
        row.role().text(),
        Row.format(latency.medianUs()),
        Row.format(latency.p10Us()),
        Row.format(latency.p90Us()),
        Row.format(latency.ciLowUs()),
        Row.format(latency.ciHighUs()),
        Long.toString(latency.runs()),
        Row.format(row.repeatMedianUs()),
        Row.format(row.roundMediansUs()),
        row.modelSha256().orElse(""));
  }

  @Override
  public NetworkMeasurement parse(Row row) {
    return new NetworkMeasurement(
        ArchSpec.parse(row.text("arch")),
        row.integer("classes", 2, NetworkMeasurement.MAX_CLASSES),
        row.integer("channels", 1, 3),
        role(row.text("role")),
        row.statistics(),
        row.optionalNumber("repeat_median_us"),
        row.numbers("round_medians_us"),
        row.optionalText("model_sha256"));
  }

  private static Role role(String text) {
    return Arrays.stream(Role.values())
        .filter(role -> role.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "column role has '"
                        + Check.shown(text)
                        + "': calibration or validation is expected"));
  }

  @Override
  public String key(NetworkMeasurement row) {
    return row.rowKey();
  }
}
