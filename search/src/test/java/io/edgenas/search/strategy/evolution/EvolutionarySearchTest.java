package io.edgenas.search.strategy.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.search.Candidate;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchResult;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.contract.SearchStrategyContract;
import io.edgenas.search.contract.Toy;
import io.edgenas.search.strategy.RandomSearch;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.ChainSpace;
import io.edgenas.space.mbconv.ArchSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvolutionarySearchTest extends SearchStrategyContract {
  private static final SearchSpace OFA = Spaces.builtIn("ofa-mbv3-w1.2");

  @Override
  protected SearchStrategy strategy() {
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

  private static double cost(Arch arch) {
    double blocks =
        ArchSpec.of(arch).stages().stream()
            .flatMap(stage -> stage.blocks().stream())
            .mapToDouble(block -> 1 + 0.2 * block.kernel() + 0.5 * block.expand())
            .sum();
    return 5 + blocks * arch.resolution() / 224;
  }

  /** 54 architectures: half of them are evaluated, and the best is among those. */
  @Test
  void findsTheBestOfAnotherFamily() {
    ChainSpace space = ChainSpace.SPACE;
    SearchProblem problem =
        new SearchProblem(
            space,
            space.resolutions(),
            Toy.objective(arch -> Toy.kiloMacs(space, arch) / 1e6),
            List.of(Toy.limit("MACs", 40, arch -> Toy.kiloMacs(space, arch))));
    double most =
        Toy.enumerate(space).stream()
            .mapToDouble(arch -> Toy.kiloMacs(space, arch))
            .filter(kiloMacs -> kiloMacs <= 40)
            .max()
            .orElseThrow();
    SearchResult result = new EvolutionarySearch().search(problem, new SearchBudget(27), 1);
    assertEquals(most / 1e6, result.best().top1());
  }
}
