package io.edgenas.search;

import io.edgenas.base.value.Require;

/**
 * How long a search may go on, counted in work so that the result does not depend on the machine.
 *
 * @param evaluations most architectures whose accuracy is asked for, each counted once; one that is
 *     asked for with a part of the effort counts as that part
 */
public record SearchBudget(int evaluations) {
  /**
   * Evaluations where nothing else is asked for. With half of them the worst of ten seeds is
   * visibly worse; see {@code docs/results/search.md}.
   */
  public static final int DEFAULT_EVALUATIONS = 8_000;

  /** {@value #DEFAULT_EVALUATIONS} evaluations. */
  public static final SearchBudget DEFAULT = new SearchBudget(DEFAULT_EVALUATIONS);

  private static final int MAX_EVALUATIONS = 1_000_000;

  public SearchBudget {
    Require.range("number of evaluations", evaluations, 1, MAX_EVALUATIONS);
  }
}
