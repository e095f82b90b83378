package io.edgenas.search.strategy.guided;

/**
 * An architecture that is being made, with what is believed of it: changes of single choices are
 * looked at, and some are made. It has a choice for every decision, absent or not.
 */
final class Sketch {
  private final Surrogate surrogate;
  private final int[] choices;
  private final double[] values;
  private final double[] change;
  private boolean[] present;

  /** Starts from a full code, which it keeps and changes. */
  Sketch(Surrogate surrogate, int[] choices) {
    this.surrogate = surrogate;
    this.choices = choices;
    this.present = surrogate.presence().of(choices);
    this.values = surrogate.value(choices, present);
    this.change = new double[values.length];
  }

  int[] choices() {
    return choices;
  }

  double gain() {
    return values[0];
  }

  boolean has(int decision) {
    return present[decision];
  }

  /** By how much the bounds are believed to be broken, summed; 0 if all are kept. */
  double excess() {
    double sum = 0;
    for (int k = 1; k < values.length; k++) {
      sum += Math.max(0, values[k] - 1);
    }
    return sum;
  }

  /**
   * Looks at another choice; {@link #changedGain} and {@link #changedExcess} then say what it would
   * do.
   *
   * @return false if it would change nothing or nothing is known of it
   */
  boolean look(int decision, int choice) {
    int now = choices[decision];
    if (choice == now || !present[decision] || !surrogate.seen(decision, choice)) {
      return false;
    }
    surrogate.change(decision, now, choice, change);
    if (surrogate.presence().isExtent(decision)) {
      choices[decision] = choice;
      boolean[] then = surrogate.presence().of(choices);
      choices[decision] = now;
      for (int d = 0; d < choices.length; d++) {
        if (then[d] != present[d] && d != decision) {
          surrogate.add(d, choices[d], then[d] ? 1 : -1, change);
        }
      }
    }
    return true;
  }

  /** What the change that was looked at adds to the gain. */
  double changedGain() {
    return change[0];
  }

  /** The excess after the change that was looked at. */
  double changedExcess() {
    double sum = 0;
    for (int k = 1; k < values.length; k++) {
      sum += Math.max(0, values[k] + change[k] - 1);
    }
    return sum;
  }

  /** Makes a change. */
  void choose(int decision, int choice) {
    if (!look(decision, choice)) {
      return;
    }
    for (int k = 0; k < values.length; k++) {
      values[k] += change[k];
    }
    choices[decision] = choice;
    if (surrogate.presence().isExtent(decision)) {
      present = surrogate.presence().of(choices);
    }
  }
}
