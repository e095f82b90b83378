package io.edgenas.profile;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.profile.RoundMeasurement.Kind;
import java.util.Arrays;
import java.util.List;

/** {@code rounds.csv}. */
final class RoundRows implements RowFormat<RoundMeasurement> {
  @Override
  public String fileName() {
    return "rounds.csv";
  }

  @Override
  public List<String> columns() {
    return List.of(
        "round",
        "group",
        "kind",
        "key",
        "median_us",
        "p10_us",
        "p90_us",
        "ci_low_us",
        "ci_high_us",
        "runs",
        "model_sha256");
  }

  @Override
  public List<String> cells(RoundMeasurement row) {
    LatencyStatistics latency = row.latency();
    return List.of(
        Integer.toString(row.round()),
        Integer.toString(row.group()),
        row.kind().text(),
        row.key(),
        Row.format(latency.medianUs()),
        Row.format(latency.p10Us()),
        Row.format(latency.p90Us()),
        Row.format(latency.ciLowUs()),
        Row.format(latency.ciHighUs()),
        Long.toString(latency.runs()),
        row.modelSha256().orElse(""));
  }

  @Override
  public RoundMeasurement parse(Row row) {
    return new RoundMeasurement(
        row.integer("round", 1, RoundMeasurement.MAX_ROUND),
        row.integer("group", 1, RoundMeasurement.MAX_GROUP),
        kind(row.text("kind")),
        row.text("key"),
        row.statistics(),
        row.optionalText("model_sha256"));
  }

  private static Kind kind(String text) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "column kind has '"
                        + Check.shown(text)
                        + "': sentinel, operation or network is expected"));
  }

  @Override
  public String key(RoundMeasurement row) {
    return row.rowKey();
  }
}
