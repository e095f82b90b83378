package io.edgenas.search.strategy.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchResult;
import io.edgenas.search.contract.Toy;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every option at the ends of its range. */
class ReinforceOptionsTest {
  private static final SearchBudget BUDGET = new SearchBudget(120);

  @ParameterizedTest
  @CsvSource({
    "factorised, batch, 1",
    "factorised, batch, 10000",
    "factorised, learning-rate, 0.0001",
    "factorised, learning-rate, 1",
    "factorised, baseline-decay, 0",
    "factorised, baseline-decay, 0.999",
    "factorised, entropy, 0",
    "factorised, entropy, 10",
    "lstm, width, 1",
    "lstm, width, 64",
    "lstm, learning-rate, 1"
  })
  void searchesAndChangesWhatIsSearched(String controller, String option, String value) {
    SearchResult usual = search(Map.of("controller", controller));
    SearchResult changed = search(Map.of("controller", controller, option, value));
    assertEquals(BUDGET.evaluations(), changed.evaluations());
    assertNotEquals(usual, changed);
  }

  private static SearchResult search(Map<String, String> options) {
    return ReinforceSearch.KIND.make(options).search(Toy.tiny(250), BUDGET, 1);
  }
}
