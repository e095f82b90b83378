package io.edgenas.search;

/**
 * A way to search. Every implementation passes {@code SearchStrategyContract}; {@code
 * docs/search.md} shows how to write one.
 */
public interface SearchStrategy {
  /** The name in commands and results, for example {@code evolutionary}. */
  String name();

  /**
   * Spends a session's evaluations. The architectures evaluated are a function of the session's
   * problem, budget and random source: neither clock nor threads change them. It ends when nothing
   * remains, or when a bounded number of draws has given nothing new.
   */
  void explore(SearchSession session);

  /**
   * Searches; the same arguments give the same result.
   *
   * @param seed of every random choice
   * @throws InfeasibleBudgetException if no architecture was found that keeps the constraints; told
   *     before any objective is asked for
   * @throws io.edgenas.base.input.BadInputException if a constraint covers none of the
   *     architectures
   * @throws IllegalStateException if a metric answers with NaN (objectives), infinity or too few
   *     values
   */
  default SearchResult search(SearchProblem problem, SearchBudget budget, long seed) {
    SearchSession session = new SearchSession(problem, budget, seed);
    explore(session);
    return session.result(name());
  }
}
