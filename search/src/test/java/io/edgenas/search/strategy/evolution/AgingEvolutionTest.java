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
import io.edgenas.space.fixtures.TinySpace;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgingEvolutionTest extends SearchStrategyContract {
  private static final SearchProblem FREE =
      new SearchProblem(
          TinySpace.SPACE, TinySpace.SPACE.resolutions(), Toy.objective(Toy::top1), List.of());

  @Override
  protected SearchStrategy strategy() {
    return AgingEvolution.KIND.make(Map.of());
  }

  /** So large a sample holds everybody alive, so the parent is the best of those. */
  @Test
  void theParentIsTheBestOfThoseThatAreNotTooOld() {
    int population = 8;
    List<Candidate> evaluated = search(population, 1_000);
    int best = 0;
    for (int i = population; i < evaluated.size(); i++) {
      List<Candidate> alive = evaluated.subList(i - population, i);
      Candidate parent = Collections.min(alive, Candidate.BEST_FIRST);
      assertEquals(1, changed(parent.arch(), evaluated.get(i).arch()), "evaluation " + i);
      best += parent.equals(Collections.min(evaluated.subList(0, i), Candidate.BEST_FIRST)) ? 1 : 0;
    }
    assertTrue(best > 0 && best < evaluated.size() - population, best + ": the best dies in time");
  }

  @Test
  void everyChildHasAParentAlive() {
    int population = 8;
    List<Candidate> evaluated = search(population, 2);
    for (int i = population; i < evaluated.size(); i++) {
      Arch child = evaluated.get(i).arch();
      assertTrue(
          evaluated.subList(i - population, i).stream()
              .anyMatch(candidate -> changed(candidate.arch(), child) == 1),
          "evaluation " + i);
    }
  }

  private static List<Candidate> search(int population, int sample) {
    return AgingEvolution.KIND
        .make(Map.of("population", "" + population, "sample", "" + sample))
        .search(FREE, new SearchBudget(60), 1)
        .evaluated();
  }

  /** Counts the decisions that both have, and in which they differ. */
  private static long changed(Arch a, Arch b) {
    return TinySpace.SPACE.decisions().stream()
        .filter(each -> each.in(a).isPresent() && each.in(b).isPresent())
        .filter(each -> !each.in(a).equals(each.in(b)))
        .count();
  }
}
