package io.edgenas.search.strategy.controller;

import java.util.List;

/**
 * A moving average of rewards, and of how far they lie from it: a reward counts by how much better
 * it is than was usual (Zoph and Le, 2017, section 3.2). Deviation: the difference is divided by
 * the usual difference, so that a step does not depend on the unit of the reward.
 */
final class Baseline {
  private static final double SMALLEST_SPREAD = 1e-12;

  private final double decay;
  private double mean;
  private double square;
  private boolean known;

  /**
   * @param decay share of the past in the averages after each batch, 0 to below 1
   */
  Baseline(double decay) {
    this.decay = decay;
  }

  /**
   * Tells by how many usual differences each reward is better than was usual before, and takes them
   * into the averages. The first batch is compared with itself.
   *
   * @param rewards one or more
   */
  double[] advantages(List<Double> rewards) {
    if (!known) {
      mean = mean(rewards);
      square = square(rewards);
    }
    double spread = Math.sqrt(square);
    double[] advantages = new double[rewards.size()];
    for (int i = 0; i < advantages.length; i++) {
      advantages[i] = spread > SMALLEST_SPREAD ? (rewards.get(i) - mean) / spread : 0;
    }
    square = decay * square + (1 - decay) * square(rewards);
    mean = decay * mean + (1 - decay) * mean(rewards);
    known = true;
    return advantages;
  }

  private static double mean(List<Double> rewards) {
    return rewards.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private double square(List<Double> rewards) {
    return rewards.stream()
        .mapToDouble(reward -> (reward - mean) * (reward - mean))
        .average()
        .orElseThrow();
  }
}
