package io.edgenas.pipeline.extract;

import io.edgenas.network.Arch;
import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.adapter.NetworkMetrics;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.search.Candidate;
import io.edgenas.search.Metric;
import io.edgenas.search.Objective;
import io.edgenas.search.Range;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchResult;
import io.edgenas.search.reward.RewardPlan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Searching for the subnet with the largest reward.
 *
 * @param search its limits hold, and its accuracy is part of the reward
 * @param plan what is rewarded
 * @param reward the plan's, of the search's metrics
 */
public record RewardSearch(SubnetSearch search, RewardPlan plan, Metric reward) {
  /**
   * What a search found.
   *
   * @param result the first objective of its candidates is the reward, their first value the
   *     latency in ms
   * @param top1 the accuracies of the candidates, 0 to 1, in the order of the result
   * @param budgetMs what is slower was left out; empty if nothing was
   * @param seconds of the search alone
   */
  public record Rewarded(
      SearchResult result, List<Double> top1, OptionalDouble budgetMs, double seconds) {
    public Rewarded {
      top1 = List.copyOf(top1);
    }

    /** The accuracy of the best, 0 to 1. */
    public double bestTop1() {
      return top1.get(result.evaluated().indexOf(result.best()));
    }
  }

  /**
   * A search for a reward.
   *
   * @param costs by the names that the plan calls them
   * @throws io.edgenas.base.input.BadInputException if the plan names a cost that is not there
   */
  public static RewardSearch of(
      SubnetSearch search, RewardPlan plan, Map<String, NetworkFigure> costs) {
    List<Metric> metrics =
        new NetworkMetrics(search.space(), search.task(), List.copyOf(costs.values())).all();
    Map<String, Metric> byName = new LinkedHashMap<>();
    for (String name : costs.keySet()) {
      byName.put(name, metrics.get(byName.size()));
    }
    return new RewardSearch(search, plan, plan.of(search.accuracy(), byName));
  }

  /**
   * What a strategy is asked. Without a budget a subnet is still left out where the profile does
   * not cover it: it has no latency to reward.
   *
   * @param budgetMs largest latency; empty for all that the profile covers
   * @throws io.edgenas.base.value.InvalidValueException if the budget is not above 0
   */
  public SearchProblem problem(OptionalDouble budgetMs) {
    SearchProblem accurate =
        search.problem(new Range(0, budgetMs.orElse(Double.POSITIVE_INFINITY)));
    return new SearchProblem(
        accurate.space(),
        accurate.resolutions(),
        List.of(Objective.maximise(reward)),
        accurate.constraints(),
        accurate.descriptors());
  }

  /**
   * Searches.
   *
   * @param budgetMs as {@link #problem} takes it
   * @throws io.edgenas.search.InfeasibleBudgetException if nothing keeps the budget and the limits
   */
  public Rewarded find(OptionalDouble budgetMs, Effort effort) {
    long start = System.nanoTime();
    SearchResult result =
        effort.strategy().search(problem(budgetMs), effort.evaluations(), effort.seed());
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Arch> archs = result.evaluated().stream().map(Candidate::arch).toList();
    double[] top1 = search.accuracy().top1(archs);
    return new Rewarded(result, Arrays.stream(top1).boxed().toList(), budgetMs, seconds);
  }
}
