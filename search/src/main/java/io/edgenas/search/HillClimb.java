package io.edgenas.search;

import io.edgenas.space.ArchSpec;
import io.edgenas.space.ArchVariation;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Best-first search over neighbours: always looks next at all neighbours of the best architecture
 * whose neighbours were not seen yet, until the evaluations are used up. From the best found by
 * other means this is a steepest ascent that goes on beyond the first local optimum.
 */
final class HillClimb {
  private static final int MAX_STEPS = 200;

  private HillClimb() {}

  static void climb(Evaluation evaluation, ArchVariation variation) {
    PriorityQueue<Candidate> open = new PriorityQueue<>(Candidate.BEST_FIRST);
    open.addAll(evaluation.candidates());
    for (int step = 0; step < MAX_STEPS && evaluation.remaining() > 0 && !open.isEmpty(); step++) {
      List<ArchSpec> neighbours = variation.neighbours(open.remove().arch());
      open.addAll(evaluation.evaluate(evaluation.measure(neighbours)));
    }
  }
}
