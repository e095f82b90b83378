package io.edgenas.search.strategy.guided;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchResult;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.contract.SearchStrategyContract;
import io.edgenas.search.contract.Toy;
import io.edgenas.search.strategy.RandomSearch;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuidedSearchTest extends SearchStrategyContract {
  @Override
  protected SearchStrategy strategy() {
    return new GuidedSearch();
  }

  @ParameterizedTest
  @CsvSource({
    "samples, 1",
    "samples, 10000",
    "population, 2",
    "population, 10000",
    "batch, 1",
    "children, 1",
    "children, 1000",
    "crossover, 0",
    "crossover, 1",
    "patience, 1"
  })
  void searchesAtTheEndsOfEveryOption(String option, String value) {
    SearchBudget budget = new SearchBudget(60);
    SearchResult result =
        GuidedSearch.KIND.make(Map.of(option, value)).search(Toy.tiny(250), budget, 1);
    assertEquals(60, result.evaluations());
  }

  @Test
  void anOptionChangesWhatIsEvaluated() {
    SearchBudget budget = new SearchBudget(60);
    SearchResult changed =
        GuidedSearch.KIND.make(Map.of("crossover", "1")).search(Toy.tiny(250), budget, 1);
    assertNotEquals(strategy().search(Toy.tiny(250), budget, 1), changed);
  }

  /** A whole number of seeds, because a single one may be lucky. */
  @Test
  void findsMoreThanRandomSearchWithThriceTheEvaluations() {
    double guided = 0;
    double random = 0;
    for (int seed = 1; seed <= 5; seed++) {
      guided += strategy().search(Toy.tiny(150), new SearchBudget(300), seed).best().top1();
      random +=
          new RandomSearch().search(Toy.tiny(150), new SearchBudget(1_000), seed).best().top1();
    }
    assertTrue(guided > random, guided / 5 + " guided, " + random / 5 + " random");
  }
}
