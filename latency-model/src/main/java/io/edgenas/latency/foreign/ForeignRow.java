package io.edgenas.latency.foreign;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.profile.LatencyStatistics;

/** The statistics below a key of a foreign table: milliseconds in the file, microseconds here. */
final class ForeignRow {
  private static final int MAX_COUNT = 1_000_000_000;
  private static final double MAX_MS = 600e3;
  private static final double Z_90 = 1.2815515655446004;
  private static final double Z_975 = 1.959963984540054;

  private ForeignRow() {}

  /**
   * The latency of a row. The mean stands in for the median; where the spread is known ({@code
   * std}, or {@code var}, its square), percentiles and interval are those of a log-normal
   * distribution.
   *
   * @throws BadInputException naming file, line, key and value of what is not allowed
   */
  static LatencyStatistics latency(Document value, ForeignDialect dialect) {
    dialect.requireStatistics(value);
    double meanUs = value.required("mean").number(LatencyStatistics.MIN_US / 1e3, MAX_MS) * 1e3;
    double stdUs = stdMs(value) * 1e3;
    int count = value.optional("count").map(n -> n.integer(1, MAX_COUNT)).orElse(1);
    double relative = stdUs / meanUs;
    double logSd = Math.sqrt(Math.log1p(relative * relative));
    double toP90 = Math.exp(Z_90 * logSd);
    double toCi = Math.exp(Z_975 * logSd / Math.sqrt(count));
    try {
      return stdUs > 0 && count > 2
          ? LatencyStatistics.of(
              meanUs, meanUs / toP90, meanUs * toP90, meanUs / toCi, meanUs * toCi, count)
          : LatencyStatistics.of(meanUs, meanUs / toP90, meanUs * toP90, count);
    } catch (BadInputException e) {
      throw e.at(value.where());
    }
  }

  private static double stdMs(Document value) {
    return value
        .optional("std")
        .map(std -> std.number(0, MAX_MS))
        .or(() -> value.optional("var").map(v -> Math.sqrt(v.number(0, MAX_MS * MAX_MS))))
        .orElse(0.0);
  }
}
