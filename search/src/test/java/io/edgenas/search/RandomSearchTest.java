package io.edgenas.search;

class RandomSearchTest extends SearchStrategyContract {
  @Override
  SearchStrategy strategy() {
    return new RandomSearch();
  }
}
