package io.edgenas.search.strategy.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.search.Candidate;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.contract.SearchStrategyContract;
import io.edgenas.search.contract.Toy;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.fixtures.TinySpace;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalSearchTest extends SearchStrategyContract {
  private static final SearchProblem FREE =
      new SearchProblem(
          TinySpace.SPACE, TinySpace.SPACE.resolutions(), Toy.objective(Toy::top1), List.of());

  @Override
  protected SearchStrategy strategy() {
    return LocalSearch.KIND.make(Map.of());
  }

  /** Follows the first climb: the start of the session is not climbed from, the stranger is. */
  @Test
  void theSteepestAscentGoesToTheBestOfAllNeighboursAndThenStartsAnew() {
    List<Candidate> evaluated = search("steepest");
    ArchVariation variation = new ArchVariation(TinySpace.SPACE);
    Candidate from = evaluated.get(1);
    int next = 2;
    int steps = 0;
    Candidate best = from;
    do {
      from = best;
      List<Arch> neighbours = variation.neighbours(from.arch());
      for (; neighbours.contains(evaluated.get(next).arch()); next++) {
        best = Collections.min(List.of(best, evaluated.get(next)), Candidate.BEST_FIRST);
      }
      steps++;
    } while (best != from);
    assertTrue(steps > 3, steps + " steps");
    Candidate top = best;
    assertEquals(
        List.of(),
        variation.neighbours(top.arch()).stream()
            .filter(neighbour -> Toy.top1(neighbour) > top.top1())
            .toList());
  }

  @Test
  void theFirstBetterNeighbourIsNextInTheFirstAscent() {
    List<Candidate> evaluated = search("first");
    ArchVariation variation = new ArchVariation(TinySpace.SPACE);
    Candidate from = evaluated.get(1);
    int steps = 0;
    for (Candidate each : evaluated.subList(2, 40)) {
      assertTrue(variation.neighbours(from.arch()).contains(each.arch()), each + " of " + from);
      if (each.top1() > from.top1()) {
        from = each;
        steps++;
      }
    }
    assertTrue(steps > 3, steps + " steps");
  }

  private static List<Candidate> search(String ascent) {
    return LocalSearch.KIND
        .make(Map.of("starts", "1", "ascent", ascent))
        .search(FREE, new SearchBudget(400), 1)
        .evaluated();
  }
}
