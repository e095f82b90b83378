package io.edgenas.profile;

import io.edgenas.base.table.Row;
import io.edgenas.base.table.RowFormat;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.space.file.SpaceFamilies;
import java.util.List;
import java.util.Optional;

/** {@code networks.csv}. */
final class NetworkRows implements RowFormat<NetworkMeasurement> {
  @Override
  public String fileName() {
    return "networks.csv";
  }

  @Override
  public List<String> columns() {
    return StatisticsCells.columns(
        List.of("arch", "classes", "channels", "role"),
        "repeat_median_us",
        "round_medians_us",
        "model_sha256");
  }

  @Override
  public List<String> cells(NetworkMeasurement row) {
    return StatisticsCells.of(
        List.of(
            row.arch().toString(),
            Integer.toString(row.classes()),
            Integer.toString(row.channels()),
            row.role().text()),
        row.latency(),
        Row.format(row.repeatMedianUs()),
        Row.format(row.roundMediansUs()),
        row.modelSha256().orElse(""));
  }

  @Override
  public NetworkMeasurement parse(Row row) {
    return new NetworkMeasurement(
        SpaceFamilies.parse(row.text("arch")),
        row.integer("classes", 2, NetworkMeasurement.MAX_CLASSES),
        row.integer("channels", 1, 3),
        row.choice("role", Role.values(), Role::text),
        StatisticsCells.read(row),
        row.optionalNumber("repeat_median_us"),
        row.numbers("round_medians_us"),
        row.optionalText("model_sha256"));
  }

  @Override
  public Optional<String> key(NetworkMeasurement row) {
    return Optional.of(row.rowKey());
  }
}
