package io.edgenas.profile;

import io.edgenas.base.table.Row;
import java.util.ArrayList;
import java.util.List;

/** The cells that every kind of row has: the statistics of its latency. */
final class StatisticsCells {
  private StatisticsCells() {}

  /** The header of a table, of which {@code before} and {@code after} enclose the statistics. */
  static List<String> columns(List<String> before, String... after) {
    return enclosed(
        before, List.of("median_us", "p10_us", "p90_us", "ci_low_us", "ci_high_us", "runs"), after);
  }

  /** The cells of a row, enclosed likewise. */
  static List<String> of(List<String> before, LatencyStatistics latency, String... after) {
    return enclosed(
        before,
        List.of(
            Row.format(latency.medianUs()),
            Row.format(latency.p10Us()),
            Row.format(latency.p90Us()),
            Row.format(latency.ciLowUs()),
            Row.format(latency.ciHighUs()),
            Long.toString(latency.runs())),
        after);
  }

  private static List<String> enclosed(List<String> before, List<String> own, String... after) {
    List<String> all = new ArrayList<>(before);
    all.addAll(own);
    all.addAll(List.of(after));
    return List.copyOf(all);
  }

  /** The statistics of a row. */
  static LatencyStatistics read(Row row) {
    return new LatencyStatistics(
        row.number("median_us"),
        row.number("p10_us"),
        row.number("p90_us"),
        row.optionalNumber("ci_low_us"),
        row.optionalNumber("ci_high_us"),
        row.whole("runs"));
  }
}
