package io.edgenas.latency.calibrate;

import io.edgenas.base.statistics.StudentT;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The factor from a prediction to a one-sided 95 % bound of one future run of an unseen network,
 * from the log ratios of measured over predicted latency of networks that the prediction had not
 * seen. A run is one round: what an app meets at one moment, not the median over moments. A network
 * that was measured in five rounds gives five ratios of a fifth of the weight: both the model's
 * error, which they share, and the spread from run to run are in the bound.
 *
 * <p>With {@value #MIN_FOR_CONFORMAL} networks and more the bound is split-conformal (Vovk et al.,
 * Algorithmic Learning in a Random World, 2005): the ratio of rank {@code 0.95 (n + 1)}, which
 * covers 95 % of new networks whatever the distribution. Deviation: between two ranks it is
 * interpolated instead of rounded up, which would cover 97.5 % with 38 networks. With fewer the
 * largest ratios say too little, so the log ratios are taken as normal: mean + t(n - 1) s sqrt(1 +
 * 1/n), the prediction bound of Student. With fewer than two there is no bound. A factor below 1 (a
 * model that predicts too much) becomes 1.
 *
 * <p>All these ratios come from one occasion. On another, networks are slower or faster than each
 * other by some more, because caches and neighbours are in another state; that is added as an
 * independent normal error ({@link #onAnotherOccasion}).
 */
final class UpperBound {
  static final int MIN_FOR_CONFORMAL = 20;
  private static final double LEVEL = 0.95;

  /**
   * Standard deviation of the logarithm of a network's latency from occasion to occasion, against
   * the sentinel's. One occasion alone cannot tell: an allowance, chosen on two later checks of
   * profiles of one machine and judged on others (docs/latency.md).
   */
  static final double OCCASION = 0.02;

  private UpperBound() {}

  /**
   * The bound for a run at any time, from the one for a run on the occasion that was measured.
   *
   * @param factor what {@link #factor} gave, at least 1
   */
  static double onAnotherOccasion(double factor) {
    return Math.exp(Math.hypot(Math.log(factor), StudentT.NORMAL_95 * OCCASION));
  }

  /**
   * Computes the factor for a run on the occasion on which these networks were measured.
   *
   * @param logRatios ln(measured / predicted) of each run of each network, at least one run each
   * @return at least 1; empty with fewer than two networks
   */
  static OptionalDouble factor(List<double[]> logRatios) {
    if (logRatios.size() < 2) {
      return OptionalDouble.empty();
    }
    double bound =
        logRatios.size() >= MIN_FOR_CONFORMAL ? conformal(logRatios) : student(logRatios);
    return OptionalDouble.of(Math.exp(Math.max(0, bound)));
  }

  /** A run's ratio, and its share of its network. */
  private record Weighted(double ratio, double weight) {}

  private static double conformal(List<double[]> logRatios) {
    List<Weighted> sorted = new ArrayList<>();
    for (double[] runs : logRatios) {
      for (double ratio : runs) {
        sorted.add(new Weighted(ratio, 1.0 / runs.length));
      }
    }
    sorted.sort(Comparator.comparingDouble(Weighted::ratio));
    double wanted = LEVEL * (logRatios.size() + 1);
    double before = 0;
    double lastRank = 0;
    double last = sorted.get(0).ratio();
    for (Weighted run : sorted) {
      // Of n networks with one run each, the k-th smallest has the rank k.
      double rank = before + (1 + run.weight()) / 2;
      if (rank >= wanted) {
        double share = (wanted - lastRank) / (rank - lastRank);
        return last + share * (run.ratio() - last);
      }
      before += run.weight();
      lastRank = rank;
      last = run.ratio();
    }
    return last;
  }

  private static double student(List<double[]> logRatios) {
    int n = logRatios.size();
    double mean = logRatios.stream().mapToDouble(UpperBound::mean).average().orElseThrow();
    double squares =
        logRatios.stream()
            .mapToDouble(
                runs ->
                    Arrays.stream(runs).map(r -> (r - mean) * (r - mean)).average().orElseThrow())
            .sum();
    double deviation = Math.sqrt(squares / (n - 1));
    return mean + StudentT.quantile95(n - 1) * deviation * Math.sqrt(1 + 1.0 / n);
  }

  private static double mean(double[] runs) {
    return Arrays.stream(runs).average().orElseThrow();
  }
}
