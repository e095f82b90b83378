package io.edgenas.search.strategy.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchResult;
import io.edgenas.search.contract.Toy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What differs with an LSTM: all else is the same code, which {@link ReinforceSearchTest} judges.
 */
class LstmReinforceSearchTest {
  private static SearchResult search(double kiloMacs, int evaluations, long seed) {
    return ReinforceSearch.KIND
        .make(Map.of("controller", "lstm", "width", "8"))
        .search(Toy.tiny(kiloMacs), new SearchBudget(evaluations), seed);
  }

  @Test
  void sameSeedGivesTheSameResult() {
    assertEquals(search(150, 150, 5), search(150, 150, 5));
  }

  @Test
  void usesTheBudgetWithinTheConstraint() {
    SearchResult result = search(100, 250, 1);
    assertEquals(250, result.evaluations());
    assertTrue(result.evaluated().stream().allMatch(each -> each.values().get(0) <= 100));
  }
}
