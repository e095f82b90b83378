package io.edgenas.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search found.
 *
 * @param strategy name of the strategy
 * @param seed that it was given
 * @param evaluated every architecture whose objectives were asked for, each once, in that order;
 *     all keep the constraints
 * @param spent what the search had spent when it knew each of them, in evaluations: 1, 2, 3 and so
 *     on where nothing was glimpsed at
 * @param rejected architectures left out because they break a constraint
 * @param uncovered architectures left out because a constraint does not cover them
 * @param counts what the strategy counted, by phrases, in the order in which it began to
 */
public record SearchResult(
    String strategy,
    long seed,
    List<Candidate> evaluated,
    List<Double> spent,
    int rejected,
    int uncovered,
    Map<String, Integer> counts) {
  /**
   * @throws IllegalArgumentException if nothing was evaluated, or not every candidate has its spent
   *     evaluations
   */
  public SearchResult {
    evaluated = List.copyOf(evaluated);
    spent = List.copyOf(spent);
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    if (spent.size() != evaluated.size()) {
      throw new IllegalArgumentException(
          spent.size() + " amounts spent for " + evaluated.size() + " candidates");
    }
    if (evaluated.isEmpty()) {
      throw new IllegalArgumentException("a search without a single evaluation has no result");
    }
  }

  /** The best by the first objective: the most accurate, as a rule. */
  public Candidate best() {
    return Collections.min(evaluated, Candidate.BEST_FIRST);
  }

  /** How many architectures were evaluated, with the full effort. */
  public int evaluations() {
    return evaluated.size();
  }

  /** The best {@code count} distinct architectures (fewer if fewer were evaluated), best first. */
  public List<Candidate> finalists(int count) {
    return evaluated.stream().sorted(Candidate.BEST_FIRST).limit(count).toList();
  }
}
