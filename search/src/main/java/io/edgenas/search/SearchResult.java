package io.edgenas.search;

import java.util.Collections;
import java.util.List;

/**
 * What a search found.
 *
 * @param strategy name of the strategy
 * @param seed that it was given
 * @param evaluated every architecture whose objectives were asked for, each once, in that order;
 *     all keep the constraints
 * @param rejected architectures left out because they break a constraint
 * @param uncovered architectures left out because a constraint does not cover them
 */
public record SearchResult(
    String strategy, long seed, List<Candidate> evaluated, int rejected, int uncovered) {
  public SearchResult {
    evaluated = List.copyOf(evaluated);
    if (evaluated.isEmpty()) {
      throw new IllegalArgumentException("a search without a single evaluation has no result");
    }
  }

  /** The best by the first objective: the most accurate, as a rule. */
  public Candidate best() {
    return Collections.min(evaluated, Candidate.BEST_FIRST);
  }

  /** How many architectures were evaluated. */
  public int evaluations() {
    return evaluated.size();
  }

  /** The best {@code count} distinct architectures (fewer if fewer were evaluated), best first. */
  public List<Candidate> finalists(int count) {
    return evaluated.stream().sorted(Candidate.BEST_FIRST).limit(count).toList();
  }
}
