package io.edgenas.pipeline.extract;

import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.search.Candidate;
import io.edgenas.search.Constraint;
import io.edgenas.search.Range;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchResult;
import io.edgenas.search.front.Pareto;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Searching for the subnets that no other beats in accuracy and all costs at once.
 *
 * @param search its limits hold for all of them
 * @param costs of which less is better, beside accuracy; at least one
 */
public record FrontSearch(SubnetSearch search, List<NetworkFigure> costs) {
  public FrontSearch {
    costs = List.copyOf(costs);
    if (costs.isEmpty()) {
      throw new IllegalArgumentException("a front of accuracy alone is its best: name a cost");
    }
  }

  /**
   * What a search found.
   *
   * @param members by latency, fastest first; their first objective is accuracy, the others are the
   *     costs in order, and their first value is the latency
   * @param seconds of the search alone
   */
  public record Front(SearchResult result, List<Candidate> members, double seconds) {
    public Front {
      members = List.copyOf(members);
    }
  }

  /**
   * Searches.
   *
   * @param budgetMs largest latency; empty for all that the profile covers
   * @throws io.edgenas.search.InfeasibleBudgetException if nothing keeps the budget and the limits
   */
  public Front find(OptionalDouble budgetMs, Effort effort) {
    long start = System.nanoTime();
    Range range = new Range(0, budgetMs.orElse(Double.POSITIVE_INFINITY));
    SearchProblem problem = search.problem(latency -> new Constraint(latency, range), costs);
    SearchResult result = effort.strategy().search(problem, effort.evaluations(), effort.seed());
    List<Candidate> members =
        Pareto.front(result.evaluated(), problem::gains).stream()
            .sorted(
                Comparator.comparingDouble((Candidate each) -> each.values().get(0))
                    .thenComparing(Candidate.BEST_FIRST))
            .toList();
    return new Front(result, members, (System.nanoTime() - start) / 1e9);
  }
}
