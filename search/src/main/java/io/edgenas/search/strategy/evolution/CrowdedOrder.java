package io.edgenas.search.strategy.evolution;

import io.edgenas.search.Candidate;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.front.CrowdingDistance;
import io.edgenas.search.front.NonDominatedSort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of candidates by all objectives of a problem: by front, and within a front by the room
 * around them, the most first (Deb et al., NSGA-II, 2002, the crowded-comparison operator).
 */
final class CrowdedOrder {
  private final SearchProblem problem;

  CrowdedOrder(SearchProblem problem) {
    this.problem = problem;
  }

  /** The best candidates, best first; all of them if there are no more than {@code count}. */
  List<Candidate> best(List<Candidate> candidates, int count) {
    List<double[]> gains = candidates.stream().map(problem::gains).toList();
    List<Candidate> best = new ArrayList<>(count);
    for (List<Integer> front : NonDominatedSort.fronts(gains)) {
      if (best.size() >= count) {
        return best;
      }
      double[] room = CrowdingDistance.of(front.stream().map(gains::get).toList());
      IntStream.range(0, room.length)
          .boxed()
          .sorted(Comparator.comparingDouble((Integer member) -> room[member]).reversed())
          .limit(count - best.size())
          .forEach(member -> best.add(candidates.get(front.get(member))));
    }
    return best;
  }
}
