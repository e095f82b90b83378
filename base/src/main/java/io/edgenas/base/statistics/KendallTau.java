package io.edgenas.base.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * Kendall's rank correlation tau-b, in O(n log n) (Knight, A Computer Method for Calculating
 * Kendall's Tau with Ungrouped Data, 1966).
 */
public final class KendallTau {
  private KendallTau() {}

  /**
   * Tau-b of pairs {@code (x[i], y[i])}: 1 for the same order, -1 for the opposite.
   *
   * @return empty where it is not defined: fewer than two pairs, or one side all equal
   * @throws IllegalArgumentException if the lengths differ or a value is NaN
   */
  public static OptionalDouble of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " values against " + y.length);
    }
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i]) || Double.isNaN(y[i])) {
        throw new IllegalArgumentException("value " + i + " is NaN: it has no rank");
      }
    }
    int n = x.length;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, Comparator.<Integer>comparingDouble(i -> x[i]).thenComparingDouble(i -> y[i]));
    long pairs = (long) n * (n - 1) / 2;
    double[] xSorted = Arrays.stream(order).mapToDouble(i -> x[i]).toArray();
    double[] ySorted = Arrays.stream(order).mapToDouble(i -> y[i]).toArray();
    long tiedX = 0;
    long tiedBoth = 0;
    for (int i = 0, runX = 0, runBoth = 0; i + 1 < n; i++) {
      boolean sameX = xSorted[i] == xSorted[i + 1];
      runX = sameX ? runX + 1 : 0;
      runBoth = sameX && ySorted[i] == ySorted[i + 1] ? runBoth + 1 : 0;
      tiedX += runX;
      tiedBoth += runBoth;
    }
    long discordant = sortCountingSwaps(ySorted, new double[n], 0, n);
    long tiedY = 0;
    for (int i = 0, run = 0; i + 1 < n; i++) {
      run = ySorted[i] == ySorted[i + 1] ? run + 1 : 0;
      tiedY += run;
    }
    double scale = Math.sqrt((double) (pairs - tiedX)) * Math.sqrt((double) (pairs - tiedY));
    if (!(scale > 0)) {
      return OptionalDouble.empty();
    }
    long concordant = pairs - tiedX - tiedY + tiedBoth - discordant;
    return OptionalDouble.of((concordant - discordant) / scale);
  }

  /** Merge sort of {@code values[from, to)}; returns how many pairs stood in the wrong order. */
  private static long sortCountingSwaps(double[] values, double[] buffer, int from, int to) {
    if (to - from < 2) {
      return 0;
    }
    int middle = (from + to) >>> 1;
    long swaps =
        sortCountingSwaps(values, buffer, from, middle)
            + sortCountingSwaps(values, buffer, middle, to);
    int left = from;
    int right = middle;
    for (int k = from; k < to; k++) {
      if (right >= to || (left < middle && values[left] <= values[right])) {
        buffer[k] = values[left++];
      } else {
        swaps += middle - left;
        buffer[k] = values[right++];
      }
    }
    System.arraycopy(buffer, from, values, from, to - from);
    return swaps;
  }
}
