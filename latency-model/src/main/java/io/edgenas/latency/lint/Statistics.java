package io.edgenas.latency.lint;

import java.util.Arrays;

/** Order statistics. */
final class Statistics {
  private Statistics() {}

  /** The median; NaN of nothing. */
  static double median(double[] values) {
    return quantile(values, 0.5);
  }

  static double largest(double[] values) {
    return quantile(values, 1);
  }

  /** The value below which that share lies, nearest rank; NaN of nothing. */
  static double quantile(double[] values, double share) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
