package io.edgenas.search.strategy.evolution;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchResult;
import io.edgenas.search.contract.Toy;
import io.edgenas.search.strategy.Strategies;
import io.edgenas.search.strategy.kind.StrategyKind;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every option at the ends of its range, as the contract cannot: it is told nothing. */
class OptionEndsTest {
  private static final SearchBudget BUDGET = new SearchBudget(300);

  @ParameterizedTest
  @CsvSource({
    "evolutionary, population, 4",
    "evolutionary, population, 10000",
    "evolutionary, parent-ratio, 0.01",
    "evolutionary, parent-ratio, 1",
    "evolutionary, mutation-ratio, 0",
    "evolutionary, mutation-ratio, 1",
    "evolutionary, mutation-probability, 0",
    "evolutionary, mutation-probability, 1",
    "evolutionary, crossover, single-point",
    "evolutionary, generations, 0",
    "evolutionary, patience, 1",
    "evolutionary, climb-ratio, 0",
    "evolutionary, climb-ratio, 1",
    "local-search, starts, 1",
    "local-search, starts, 10000",
    "local-search, ascent, steepest",
    "aging-evolution, population, 2",
    "aging-evolution, population, 10000",
    "aging-evolution, sample, 1",
    "aging-evolution, sample, 10000",
    "nsga2, population, 2",
    "nsga2, population, 1000",
    "nsga2, crossover-probability, 0",
    "nsga2, crossover-probability, 1",
    "nsga2, mutation-probability, 0",
    "nsga2, mutation-probability, 1",
    "nsga2, crossover, single-point"
  })
  void searchesAndChangesWhatIsSearched(String strategy, String option, String value) {
    StrategyKind kind = Strategies.BUILT_IN.named(strategy);
    SearchResult result = kind.make(Map.of(option, value)).search(Toy.tiny(150), BUDGET, 1);
    assertTrue(result.evaluations() <= 300 && result.evaluations() > 1);
    assertNotEquals(kind.make(Map.of()).search(Toy.tiny(150), BUDGET, 1), result);
  }
}
