package io.edgenas.cli.job;

import io.edgenas.cli.adapter.LatencyConstraint;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.Prediction;
import io.edgenas.network.Lowering;
import io.edgenas.search.AccuracyObjective;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchResult;
import io.edgenas.search.SearchStrategy;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Task;
import java.util.List;

/**
 * Searching one space on one device, with what that needs loaded.
 *
 * @param resolutions those that the accuracy objective knows
 */
public record SubnetSearch(
    SearchSpace space,
    Task task,
    List<Integer> resolutions,
    LatencyModel latency,
    AccuracyObjective accuracy) {

  /**
   * @throws io.edgenas.input.BadInputException if the profile is of another space
   */
  public SubnetSearch {
    resolutions = List.copyOf(resolutions);
    latency.space().require(SpaceIdentity.of(space), "profile " + latency.profile());
  }

  /**
   * How to search.
   *
   * @param strategy does the work
   * @param evaluations most accuracies asked for
   * @param seed of every random choice
   */
  public record Effort(SearchStrategy strategy, SearchBudget evaluations, long seed) {}

  /**
   * What a search found.
   *
   * @param seconds of the search alone
   */
  public record Found(SearchResult result, double budgetMs, double seconds) {}

  /**
   * Searches.
   *
   * @throws io.edgenas.search.InfeasibleBudgetException if nothing keeps the budget
   * @throws io.edgenas.input.BadInputException if the budget is not a finite number above 0
   */
  public Found find(double budgetMs, Effort effort) {
    LatencyConstraint constraint = new LatencyConstraint(latency, space, task, budgetMs);
    SearchProblem problem = new SearchProblem(space, resolutions, accuracy, List.of(constraint));
    long start = System.nanoTime();
    SearchResult result = effort.strategy().search(problem, effort.evaluations(), effort.seed());
    return new Found(result, budgetMs, (System.nanoTime() - start) / 1e9);
  }

  /** What the latency model says about an architecture. */
  public Prediction predict(ArchSpec arch) {
    return latency.predict(Lowering.lower(space, task, arch));
  }
}
