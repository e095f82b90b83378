package io.edgenas.search.strategy.model;

import io.edgenas.search.SearchStrategy;
import io.edgenas.search.contract.SearchStrategyContract;
import java.util.Map;

class BayesianSearchTest extends SearchStrategyContract {
  /** Few fits, so that a space can be searched whole in a second. */
  @Override
  protected SearchStrategy strategy() {
    return BayesianSearch.KIND.make(
        Map.of("batch", "50", "candidates", "100", "most-samples", "200"));
  }
}
