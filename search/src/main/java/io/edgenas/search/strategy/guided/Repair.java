package io.edgenas.search.strategy.guided;

import java.util.random.RandomGenerator;

/**
 * Makes a sketch keep its bounds, and then use them: choices that lose least gain for the excess
 * that they take away, then those that gain most within the bounds (the drop and add phases of Chu
 * and Beasley, A Genetic Algorithm for the Multidimensional Knapsack Problem, Journal of Heuristics
 * 4, 1998, section 3.3).
 *
 * <p>Deviation: each step looks at a few random changes, not at all in one order, so that two
 * sketches that are alike do not end alike.
 */
final class Repair {
  private static final int MAX_DROPS = 40;
  private static final int MAX_ADDS = 20;
  private static final int LOOKS_TO_DROP = 10;
  private static final int LOOKS_TO_ADD = 16;
  private static final int MISSES = 2;

  private final int[] sizes;
  private final int[] open;
  private final RandomGenerator random;

  /**
   * @param sizes number of choices of each decision
   * @param open the decisions that may change; at least one
   */
  Repair(int[] sizes, int[] open, RandomGenerator random) {
    this.sizes = sizes;
    this.open = open;
    this.random = random;
  }

  /** Draws some choices anew. */
  void scramble(Sketch sketch, int changes) {
    for (int i = 0; i < changes; i++) {
      int decision = drawn();
      sketch.choose(decision, random.nextInt(sizes[decision]));
    }
  }

  /** Drops, then adds; the bounds may still be broken afterwards. */
  void repair(Sketch sketch) {
    for (int step = 0; step < MAX_DROPS && sketch.excess() > 0; step++) {
      drop(sketch);
    }
    int misses = 0;
    for (int step = 0; step < MAX_ADDS && misses < MISSES; step++) {
      misses = add(sketch) ? misses : misses + 1;
    }
  }

  private void drop(Sketch sketch) {
    double excess = sketch.excess();
    double best = Double.NEGATIVE_INFINITY;
    int place = -1;
    int choice = -1;
    for (int i = 0; i < LOOKS_TO_DROP; i++) {
      int decision = drawn();
      int other = random.nextInt(sizes[decision]);
      if (sketch.look(decision, other) && sketch.changedExcess() < excess) {
        double price = sketch.changedGain() / (excess - sketch.changedExcess());
        if (price > best) {
          best = price;
          place = decision;
          choice = other;
        }
      }
    }
    if (place >= 0) {
      sketch.choose(place, choice);
    }
  }

  private boolean add(Sketch sketch) {
    double excess = sketch.excess();
    double best = 0;
    int place = -1;
    int choice = -1;
    for (int i = 0; i < LOOKS_TO_ADD; i++) {
      int decision = drawn();
      int other = random.nextInt(sizes[decision]);
      if (sketch.look(decision, other)
          && sketch.changedGain() > best
          && sketch.changedExcess() <= excess) {
        best = sketch.changedGain();
        place = decision;
        choice = other;
      }
    }
    if (place >= 0) {
      sketch.choose(place, choice);
    }
    return place >= 0;
  }

  private int drawn() {
    return open[random.nextInt(open.length)];
  }
}
