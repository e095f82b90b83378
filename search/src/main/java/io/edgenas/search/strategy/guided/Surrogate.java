package io.edgenas.search.strategy.guided;

import io.edgenas.search.strategy.part.DecisionCode;
import java.util.List;

/** What is believed of architectures at one resolution: a gain, and how much of each bound. */
final class Surrogate {
  private final double[] intercepts;
  private final double[][][] weights;
  private final Presence presence;
  private final boolean[][] seen;

  /**
   * @param seen by decision and choice: what no architecture had is not believed to be free
   */
  Surrogate(AdditiveModel gain, List<AdditiveModel> loads, Presence presence, boolean[][] seen) {
    this.intercepts = new double[1 + loads.size()];
    this.weights = new double[1 + loads.size()][][];
    for (int k = 0; k < weights.length; k++) {
      AdditiveModel model = k == 0 ? gain : loads.get(k - 1);
      intercepts[k] = model.intercept();
      weights[k] = model.weights();
    }
    this.presence = presence;
    this.seen = seen;
  }

  Presence presence() {
    return presence;
  }

  boolean seen(int decision, int choice) {
    return seen[decision][choice];
  }

  /** Adds what a choice adds, times a factor, to the gain and then the loads in {@code sums}. */
  void add(int decision, int choice, double factor, double[] sums) {
    for (int k = 0; k < weights.length; k++) {
      sums[k] += factor * weights[k][decision][choice];
    }
  }

  /**
   * The gain and then the loads of an architecture.
   *
   * @param code absent decisions as {@link DecisionCode#ABSENT}, or {@code present} says it
   */
  double[] value(int[] code, boolean[] present) {
    double[] sums = intercepts.clone();
    for (int d = 0; d < code.length; d++) {
      if (present[d]) {
        add(d, code[d], 1, sums);
      }
    }
    return sums;
  }
}
