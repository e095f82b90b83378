package io.edgenas.search.strategy.model;

import java.util.Arrays;

/**
 * Values seen from close by the best: the negative logarithm of how far each is below a level just
 * above the best. A step between two good ones then weighs as much as a large one between two poor
 * ones, so that a model does not spend itself on how poor the poor are.
 */
final class CloseUp {
  /** The level above the best, as a share of what lies between the best and the median. */
  private static final double ABOVE = 0.07;

  private CloseUp() {}

  /** What is seen of values, one each and in the same order; all 0 where all values are equal. */
  static double[] of(double[] values) {
    double best = Arrays.stream(values).max().orElseThrow();
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    double spread = best > median ? best - median : best - sorted[0];
    if (!(spread > 0)) {
      return new double[values.length];
    }
    return Arrays.stream(values).map(value -> -Math.log((best - value) / spread + ABOVE)).toArray();
  }
}
