package io.edgenas.base.statistics;

import java.util.Arrays;

/**
 * Order statistics of a few values. There are three rules for what lies between two values, and
 * results that were written once must not move: each name says which it has.
 */
public final class Quantiles {
  private Quantiles() {}

  /** The median: of an even number, the mean of the two in the middle. NaN of nothing. */
  public static double median(double[] values) {
    double[] sorted = sorted(values);
    return sorted.length == 0
        ? Double.NaN
        : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /**
   * A value that occurs: of an even number, the upper one of the two in the middle. NaN of none.
   */
  public static double upperMedian(double[] values) {
    return upper(values, 0.5);
  }

  /** The same of whole numbers; 0 of nothing. */
  public static int upperMedian(int[] values) {
    return values.length == 0
        ? 0
        : (int) upperMedian(Arrays.stream(values).asDoubleStream().toArray());
  }

  /**
   * A value that occurs: the least one with more than a share of the values at or below it, or the
   * largest. NaN of nothing.
   *
   * @param share 0 to 1
   */
  public static double upper(double[] values, double share) {
    double[] sorted = sorted(values);
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  /**
   * The quantile, linear between the neighbouring order statistics (type 7 of Hyndman and Fan,
   * Sample Quantiles in Statistical Packages).
   *
   * @param sorted ascending; what follows the first {@code size}, at least one, does not count
   * @param share 0 to 1
   */
  public static double interpolated(double[] sorted, int size, double share) {
    double position = share * (size - 1);
    int below = (int) position;
    int above = Math.min(below + 1, size - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
