package io.edgenas.search.compare;

import io.edgenas.base.statistics.Quantiles;
import java.util.Arrays;

/**
 * What runs with several seeds gave.
 *
 * @param median of all runs
 * @param low a tenth of the runs lie below
 * @param high a tenth of the runs lie above
 */
public record Spread(double median, double low, double high) {
  private static final double TAIL = 0.1;

  /** The spread of one value per run, at least one. */
  static Spread of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Spread(
        Quantiles.median(sorted),
        Quantiles.interpolated(sorted, sorted.length, TAIL),
        Quantiles.interpolated(sorted, sorted.length, 1 - TAIL));
  }
}
