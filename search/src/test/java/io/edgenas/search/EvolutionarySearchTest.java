package io.edgenas.search;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.search.EvolutionarySearch.Settings;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Spaces;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvolutionarySearchTest extends SearchStrategyContract {
  private static final SearchSpace OFA = Spaces.builtIn("ofa-mbv3-w1.2");

  @Override
  SearchStrategy strategy() {
    return new EvolutionarySearch();
  }

  @Test
  void beatsRandomSearchAtEqualBudget() {
    SearchBudget budget = new SearchBudget(1_000);
    for (long seed = 0; seed < 5; seed++) {
      double random = new RandomSearch().search(ofaProblem(60), budget, seed).best().top1();
      double evolved = strategy().search(ofaProblem(60), budget, seed).best().top1();
      assertTrue(evolved > random + 0.01, "seed " + seed + ": " + evolved + " vs " + random);
    }
  }

  @Test
  void usesTheBudgetUp() {
    for (double limit : new double[] {45, 60, 80}) {
      Candidate best = strategy().search(ofaProblem(limit), new SearchBudget(2_000), 1).best();
      assertTrue(best.values().get(0) > 0.97 * limit, best.toString());
    }
  }

  /** Costs like a latency: blocks cost by kernel and expand ratio, all by resolution. */
  private static SearchProblem ofaProblem(double limit) {
    return new SearchProblem(
        OFA,
        OFA.resolutions(),
        Toy.objective(Toy::top1),
        List.of(Toy.limit("cost", limit, EvolutionarySearchTest::cost)));
  }

  private static double cost(ArchSpec arch) {
    double blocks =
        arch.stages().stream()
            .flatMap(stage -> stage.blocks().stream())
            .mapToDouble(block -> 1 + 0.2 * block.kernel() + 0.5 * block.expand())
            .sum();
    return 5 + blocks * arch.resolution() / 224;
  }

  @Test
  void refusesSettingsOutOfRange() {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> new Settings(100, Double.NaN, 0.5, 0.1, 500, 30, 0.1));
    assertTrue(e.getMessage().contains("parent ratio NaN is not allowed"), e.getMessage());
  }
}
