package io.edgenas.search;

import io.edgenas.base.value.Require;

/**
 * How long a search may go on, counted in work so that the result does not depend on the machine.
 *
 * @param evaluations most architectures whose accuracy is asked for, each counted once; one that is
 *     asked for with a part of the effort counts as that part
 */
public record SearchBudget(int evaluations) {
  /** What once-for-all's search evaluates: a population of 100 and 500 generations of 100. */
  public static final SearchBudget DEFAULT = new SearchBudget(50_100);

  private static final int MAX_EVALUATIONS = 1_000_000;

  public SearchBudget {
    Require.range("number of evaluations", evaluations, 1, MAX_EVALUATIONS);
  }
}
