package io.edgenas.latency;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The factor from a prediction to a one-sided 95 % bound of the latency, from the log ratios of
 * measured over predicted latency on validation networks.
 *
 * <p>With {@value #MIN_FOR_CONFORMAL} networks and more the bound is split-conformal (Vovk et al.,
 * Algorithmic Learning in a Random World, 2005): the {@code ceil(0.95 (n + 1))}-th smallest ratio,
 * which covers at least 95 % of new networks whatever the distribution. With fewer the largest
 * ratios say too little, so the log ratios are taken as normal: mean + t(n - 1) s sqrt(1 + 1/n),
 * the prediction bound of Student. With fewer than two there is no bound. A factor below 1 (a model
 * that predicts too much) becomes 1.
 */
final class UpperBound {
  private static final int MIN_FOR_CONFORMAL = 40;
  private static final double LEVEL = 0.95;

  /** 95 % quantiles of Student's t with 1, 2, ... degrees of freedom. */
  private static final double[] STUDENT_95 = {
    6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771,
    1.761, 1.753, 1.746, 1.740, 1.734, 1.729, 1.725, 1.721, 1.717, 1.714, 1.711, 1.708, 1.706,
    1.703, 1.701, 1.699, 1.697, 1.696, 1.694, 1.692, 1.691, 1.690, 1.688, 1.687, 1.686
  };

  private UpperBound() {}

  /**
   * @param logRatios ln(measured / predicted) of each validation network
   * @return at least 1; empty with fewer than two networks
   */
  static OptionalDouble factor(double[] logRatios) {
    int n = logRatios.length;
    if (n < 2) {
      return OptionalDouble.empty();
    }
    double bound = n >= MIN_FOR_CONFORMAL ? conformal(logRatios) : student(logRatios);
    return OptionalDouble.of(Math.exp(Math.max(0, bound)));
  }

  private static double conformal(double[] logRatios) {
    double[] sorted = logRatios.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(LEVEL * (sorted.length + 1)) - 1];
  }

  private static double student(double[] logRatios) {
    int n = logRatios.length;
    double mean = Arrays.stream(logRatios).average().orElseThrow();
    double squares = Arrays.stream(logRatios).map(r -> (r - mean) * (r - mean)).sum();
    double deviation = Math.sqrt(squares / (n - 1));
    return mean + STUDENT_95[n - 2] * deviation * Math.sqrt(1 + 1.0 / n);
  }
}
