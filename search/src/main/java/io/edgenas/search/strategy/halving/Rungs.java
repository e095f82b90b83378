package io.edgenas.search.strategy.halving;

import io.edgenas.search.effort.Levels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The levels at which a bracket stops to promote. From the full effort down, each is the next with
 * a {@code promoted}th of the effort or less, as long as a bracket has somebody to promote. So
 * every rung costs about the same, and no promotion is spent on a little more effort.
 *
 * @param all the levels that there are
 * @param levels those of the rungs, ascending; the last is that of the full effort
 * @param promoted one of so many is promoted from a rung to the next
 */
record Rungs(Levels all, List<Integer> levels, int promoted) {
  Rungs {
    levels = List.copyOf(levels);
  }

  /**
   * Chooses rungs.
   *
   * @param bracket architectures on the lowest rung
   */
  static Rungs of(Levels all, int bracket, int promoted) {
    List<Integer> levels = new ArrayList<>(List.of(all.last()));
    int above = all.full();
    int on = bracket;
    for (int level = all.last() - 1; level >= 0 && on >= promoted; level--) {
      if ((long) all.effort(level) * promoted <= above) {
        levels.add(level);
        above = all.effort(level);
        on /= promoted;
      }
    }
    Collections.reverse(levels);
    return new Rungs(all, levels, promoted);
  }

  /** The levels of all rungs but the last: those at which somebody is glimpsed at. */
  List<Integer> below() {
    return levels.subList(0, levels.size() - 1);
  }

  /** How many of a rung go on to the next. */
  int survivors(int on) {
    return Math.max(1, on / promoted);
  }

  /** What a bracket costs, in evaluations. */
  double cost(int bracket) {
    long cost = 0;
    int on = bracket;
    int before = Levels.NONE;
    for (int level : levels) {
      cost += (long) on * all.cost(before, level);
      before = level;
      on = survivors(on);
    }
    return (double) cost / all.full();
  }

  /** The largest bracket up to {@code most} that a budget pays; 0 where it pays none. */
  int affordable(int most, double evaluations) {
    int bracket = most;
    while (bracket > 0 && cost(bracket) > evaluations) {
      bracket--;
    }
    return bracket;
  }
}
