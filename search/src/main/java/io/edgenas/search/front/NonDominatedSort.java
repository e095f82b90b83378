package io.edgenas.search.front;

import java.util.ArrayList;
import java.util.List;

/**
 * Sorts points into fronts: the first holds what nothing dominates, the next what only the first
 * dominates, and so on (Deb et al., A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II,
 * 2002, section III-A). Time and memory grow with the square of the number of points: it is for
 * populations. Of many points {@link Pareto} finds the first front with less.
 */
public final class NonDominatedSort {
  private NonDominatedSort() {}

  /**
   * The fronts, best first. Equal points are in the same front.
   *
   * @param gains one vector a point, all of one length
   * @return indices into {@code gains}, each once, ascending within a front
   * @throws io.edgenas.base.value.InvalidValueException if a gain is NaN or infinite
   * @throws IllegalArgumentException if the vectors have different lengths
   */
  public static List<List<Integer>> fronts(List<double[]> gains) {
    Dominance.check(gains);
    int[] dominators = new int[gains.size()];
    List<List<Integer>> dominated = new ArrayList<>();
    gains.forEach(point -> dominated.add(new ArrayList<>()));
    for (int p = 0; p < gains.size(); p++) {
      for (int q = p + 1; q < gains.size(); q++) {
        if (Dominance.dominates(gains.get(p), gains.get(q))) {
          dominated.get(p).add(q);
          dominators[q]++;
        } else if (Dominance.dominates(gains.get(q), gains.get(p))) {
          dominated.get(q).add(p);
          dominators[p]++;
        }
      }
    }
    List<Integer> front = new ArrayList<>();
    for (int p = 0; p < dominators.length; p++) {
      if (dominators[p] == 0) {
        front.add(p);
      }
    }
    List<List<Integer>> fronts = new ArrayList<>();
    while (!front.isEmpty()) {
      fronts.add(List.copyOf(front));
      front = next(front, dominated, dominators);
    }
    return fronts;
  }

  /** Those that nothing dominates any more once a front is taken away. */
  private static List<Integer> next(
      List<Integer> front, List<List<Integer>> dominated, int[] dominators) {
    List<Integer> next = new ArrayList<>();
    for (int p : front) {
      for (int q : dominated.get(p)) {
        if (--dominators[q] == 0) {
          next.add(q);
        }
      }
    }
    next.sort(null);
    return next;
  }
}
