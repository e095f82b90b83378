package io.edgenas.search.strategy.guided;

import io.edgenas.search.strategy.part.DecisionCode;
import java.util.List;

/** What is believed of architectures at one resolution: a gain, and how much of each bound. */
final class Surrogate {
  private final double[] intercepts;
  private final int[] offsets;
  private final double[] weights;
  private final Presence presence;
  private final boolean[][] seen;

  /**
   * @param seen by decision and choice: what no architecture had is not believed to be free
   */
  Surrogate(AdditiveModel gain, List<AdditiveModel> loads, Presence presence, boolean[][] seen) {
    int sums = 1 + loads.size();
    this.intercepts = new double[sums];
    this.offsets = new int[seen.length + 1];
    for (int d = 0; d < seen.length; d++) {
      offsets[d + 1] = offsets[d] + seen[d].length;
    }
    // One array, what belongs to a choice side by side: looking at changes is most of a search.
    this.weights = new double[offsets[seen.length] * sums];
    for (int k = 0; k < sums; k++) {
      AdditiveModel model = k == 0 ? gain : loads.get(k - 1);
      intercepts[k] = model.intercept();
      for (int d = 0; d < seen.length; d++) {
        for (int c = 0; c < seen[d].length; c++) {
          weights[(offsets[d] + c) * sums + k] = model.weight(d, c);
        }
      }
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
    int at = (offsets[decision] + choice) * sums.length;
    for (int k = 0; k < sums.length; k++) {
      sums[k] += factor * weights[at + k];
    }
  }

  /** Writes what another choice adds to the gain and then the loads into {@code sums}. */
  void change(int decision, int before, int after, double[] sums) {
    int to = (offsets[decision] + after) * sums.length;
    int from = (offsets[decision] + before) * sums.length;
    for (int k = 0; k < sums.length; k++) {
      sums[k] = weights[to + k] - weights[from + k];
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
