package io.edgenas.search.effort;

import io.edgenas.base.value.InvalidValueException;
import java.util.List;

/**
 * The levels at which something can be measured: with few images or many, after few training steps
 * or many. A level contains what those below it did, as 900 images contain the first 100 of them,
 * so that going on from one costs the difference alone.
 *
 * @param efforts of the levels, from the lowest, in any unit; the last is the full effort
 */
public record Levels(List<Integer> efforts) {
  /** Nothing less than the full effort is possible. */
  public static final Levels WHOLE = new Levels(List.of(1));

  /** Stands for the level of what was not measured yet. */
  public static final int NONE = -1;

  private static final int MOST = 1_000;

  /**
   * @throws InvalidValueException if there is none, or more than {@value #MOST}, or they do not
   *     ascend from 1 or more
   */
  public Levels {
    efforts = List.copyOf(efforts);
    boolean ascend = !efforts.isEmpty() && efforts.size() <= MOST && efforts.get(0) >= 1;
    for (int i = 1; i < efforts.size(); i++) {
      ascend &= efforts.get(i) > efforts.get(i - 1);
    }
    if (!ascend) {
      throw new InvalidValueException(
          "efforts "
              + efforts
              + " are not allowed: give 1 to "
              + MOST
              + " whole numbers that ascend from 1 or more");
    }
  }

  /** The level of the full effort. */
  public int last() {
    return efforts.size() - 1;
  }

  /** The effort of a level; 0 for {@link #NONE}. */
  public int effort(int level) {
    return level == NONE ? 0 : efforts.get(level);
  }

  /** The full effort. */
  public int full() {
    return effort(last());
  }

  /** What it costs to go on from a level, or from {@link #NONE}, to a higher one. */
  public int cost(int from, int to) {
    return effort(to) - effort(from);
  }
}
