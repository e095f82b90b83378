package io.edgenas.search.accuracy;

import io.edgenas.base.statistics.Interval;
import io.edgenas.base.value.Require;
import io.edgenas.search.regression.Normal;

/**
 * What a model believes of one architecture's accuracy: a normal distribution of what an evaluation
 * without noise would say.
 *
 * @param mean a fraction from 0 to 1; far from the samples it may leave that
 * @param deviation one standard deviation, as a fraction; 0 and more
 */
public record Belief(double mean, double deviation) {
  private static final double REACH_95 = Normal.quantile(0.975);

  public Belief {
    Require.range("mean", mean, -Double.MAX_VALUE, Double.MAX_VALUE);
    Require.range("deviation", deviation, 0, Double.MAX_VALUE);
  }

  /**
   * Takes an evaluation into account that the model has not seen: the mean of both, each with the
   * weight of its precision.
   *
   * @param value what the evaluation said, a fraction
   * @param noise one standard deviation of it, above 0
   */
  public Belief after(double value, double noise) {
    Require.positive("noise", noise);
    double trust = deviation * deviation / (deviation * deviation + noise * noise);
    return new Belief(mean + trust * (value - mean), deviation * Math.sqrt(1 - trust));
  }

  /**
   * The chance that this accuracy is above another, 0 to 1, where the two are independent; a half
   * for two that are equal for sure.
   */
  public double chanceToBeat(Belief other) {
    double spread = Math.hypot(deviation, other.deviation);
    double ahead = mean - other.mean;
    return spread > 0 ? Normal.probability(ahead / spread) : 0.5 * (1 + Math.signum(ahead));
  }

  /** What the accuracy lies in with a chance of 95 %, cut to 0 to 1. */
  public Interval interval95() {
    double reach = REACH_95 * deviation;
    return new Interval(share(mean - reach), share(mean + reach));
  }

  private static double share(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
