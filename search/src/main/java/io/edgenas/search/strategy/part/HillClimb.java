package io.edgenas.search.strategy.part;

import io.edgenas.network.Arch;
import io.edgenas.search.Candidate;
import io.edgenas.search.SearchSession;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Best-first search over neighbours: always looks next at all neighbours of the best architecture
 * whose neighbours were not seen yet, until the evaluations are used up. From the best found by
 * other means this is a steepest ascent that goes on beyond the first local optimum.
 */
public final class HillClimb {
  private static final int MAX_STEPS = 200;

  private HillClimb() {}

  /** Climbs from everything evaluated so far. */
  public static void climb(SearchSession session) {
    PriorityQueue<Candidate> open = new PriorityQueue<>(Candidate.BEST_FIRST);
    open.addAll(session.candidates());
    for (int step = 0; step < MAX_STEPS && session.remaining() > 0 && !open.isEmpty(); step++) {
      List<Arch> neighbours = session.neighbours(open.remove().arch());
      open.addAll(session.evaluate(session.measure(neighbours)));
    }
  }
}
