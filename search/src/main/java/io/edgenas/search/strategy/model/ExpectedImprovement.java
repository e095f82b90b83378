package io.edgenas.search.strategy.model;

import io.edgenas.search.accuracy.Belief;
import io.edgenas.search.regression.Normal;

/**
 * By how much an architecture is expected to be better than the best known, where being worse
 * counts as nothing (Mockus, 1975; Jones, Schonlau and Welch, Efficient Global Optimization, 1998,
 * equation 15).
 */
final class ExpectedImprovement {
  private ExpectedImprovement() {}

  /**
   * @param best what the best known architecture has
   * @return in the unit of the means, 0 and more
   */
  static double of(Belief belief, double best) {
    double ahead = belief.mean() - best;
    if (!(belief.deviation() > 0)) {
      return Math.max(0, ahead);
    }
    double z = ahead / belief.deviation();
    return Math.max(0, ahead * Normal.probability(z) + belief.deviation() * Normal.density(z));
  }
}
