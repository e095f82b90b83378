package io.edgenas.search.strategy.tpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchResult;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.contract.SearchStrategyContract;
import io.edgenas.search.contract.Toy;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TpeSearchTest extends SearchStrategyContract {
  @Override
  protected SearchStrategy strategy() {
    return TpeSearch.KIND.make(Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "startup, 1",
    "startup, 10000",
    "gamma, 0.01",
    "gamma, 0.5",
    "candidates, 1",
    "candidates, 200"
  })
  void searchesAtTheEndsOfEveryOption(String option, String value) {
    SearchBudget budget = new SearchBudget(60);
    SearchResult changed =
        TpeSearch.KIND.make(Map.of(option, value)).search(Toy.tiny(250), budget, 1);
    assertEquals(60, changed.evaluations());
    assertNotEquals(strategy().search(Toy.tiny(250), budget, 1), changed);
  }
}
