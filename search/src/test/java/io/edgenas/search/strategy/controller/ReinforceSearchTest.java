package io.edgenas.search.strategy.controller;

import io.edgenas.search.SearchStrategy;
import io.edgenas.search.contract.SearchStrategyContract;
import java.util.Map;

class ReinforceSearchTest extends SearchStrategyContract {
  @Override
  protected SearchStrategy strategy() {
    return ReinforceSearch.KIND.make(Map.of());
  }
}
