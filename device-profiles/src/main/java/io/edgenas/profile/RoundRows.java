package io.edgenas.profile;

import io.edgenas.base.table.Row;
import io.edgenas.base.table.RowFormat;
import io.edgenas.profile.RoundMeasurement.Kind;
import java.util.List;
import java.util.Optional;

/** {@code rounds.csv}. */
final class RoundRows implements RowFormat<RoundMeasurement> {
  @Override
  public String fileName() {
    return "rounds.csv";
  }

  @Override
  public List<String> columns() {
    return StatisticsCells.columns(List.of("round", "group", "kind", "key"), "model_sha256");
  }

  @Override
  public List<String> cells(RoundMeasurement row) {
    return StatisticsCells.of(
        List.of(
            Integer.toString(row.round()),
            Integer.toString(row.group()),
            row.kind().text(),
            row.key()),
        row.latency(),
        row.modelSha256().orElse(""));
  }

  @Override
  public RoundMeasurement parse(Row row) {
    return new RoundMeasurement(
        row.integer("round", 1, RoundMeasurement.MAX_ROUND),
        row.integer("group", 1, RoundMeasurement.MAX_GROUP),
        row.choice("kind", Kind.values(), Kind::text),
        row.text("key"),
        StatisticsCells.read(row),
        row.optionalText("model_sha256"));
  }

  @Override
  public Optional<String> key(RoundMeasurement row) {
    return Optional.of(row.rowKey());
  }
}
