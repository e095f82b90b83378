package io.edgenas.search.strategy.guided;

import io.edgenas.search.strategy.part.DecisionCode;
import java.util.List;

/** What is believed of architectures at one resolution: a gain, and how much of each bound. */
final class Surrogate {
  private final AdditiveModel gain;
  private final List<AdditiveModel> loads;
  private final Presence presence;
  private final boolean[][] seen;

  /**
   * @param seen by decision and choice: what no architecture had is not believed to be free
   */
  Surrogate(AdditiveModel gain, List<AdditiveModel> loads, Presence presence, boolean[][] seen) {
    this.gain = gain;
    this.loads = List.copyOf(loads);
    this.presence = presence;
    this.seen = seen;
  }

  Presence presence() {
    return presence;
  }

  /** Number of bounds. */
  int bounds() {
    return loads.size();
  }

  boolean seen(int decision, int choice) {
    return seen[decision][choice];
  }

  /** Adds what a choice adds, times a factor, to the gain and then the loads in {@code sums}. */
  void add(int decision, int choice, double factor, double[] sums) {
    sums[0] += factor * gain.weight(decision, choice);
    for (int k = 0; k < loads.size(); k++) {
      sums[k + 1] += factor * loads.get(k).weight(decision, choice);
    }
  }

  /**
   * The gain and then the loads of an architecture.
   *
   * @param code absent decisions as {@link DecisionCode#ABSENT}, or {@code present} says it
   */
  double[] value(int[] code, boolean[] present) {
    double[] sums = new double[1 + loads.size()];
    sums[0] = gain.intercept();
    for (int k = 0; k < loads.size(); k++) {
      sums[k + 1] = loads.get(k).intercept();
    }
    for (int d = 0; d < code.length; d++) {
      if (present[d]) {
        add(d, code[d], 1, sums);
      }
    }
    return sums;
  }
}
