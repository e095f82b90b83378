package io.edgenas.search;

/** A way to search; every implementation passes {@code SearchStrategyContract}. */
public interface SearchStrategy {
  /** The name in commands and results, for example {@code evolutionary}. */
  String name();

  /**
   * Searches. The result is a function of the arguments: neither clock nor threads change it.
   *
   * @param seed of every random choice
   * @throws InfeasibleBudgetException if no architecture was found that keeps the constraints; told
   *     before any accuracy is asked for
   * @throws io.edgenas.base.input.BadInputException if a constraint covers none of the
   *     architectures
   * @throws IllegalStateException if a port answers with NaN (accuracy), infinity or too few values
   */
  SearchResult search(SearchProblem problem, SearchBudget budget, long seed);
}
