package io.edgenas.search.strategy;

import io.edgenas.search.SearchStrategy;
import io.edgenas.search.contract.SearchStrategyContract;

class RandomSearchTest extends SearchStrategyContract {
  @Override
  protected SearchStrategy strategy() {
    return new RandomSearch();
  }
}
