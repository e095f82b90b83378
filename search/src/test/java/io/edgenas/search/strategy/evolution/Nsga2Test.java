package io.edgenas.search.strategy.evolution;

import io.edgenas.search.SearchStrategy;
import io.edgenas.search.contract.SearchStrategyContract;
import java.util.Map;

class Nsga2Test extends SearchStrategyContract {
  @Override
  protected SearchStrategy strategy() {
    return Nsga2.KIND.make(Map.of());
  }
}
