package io.edgenas.pipeline.extract;

import io.edgenas.base.input.BadInputException;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.Prediction;
import io.edgenas.network.Arch;
import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.adapter.NetworkMetrics;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.Candidate;
import io.edgenas.search.Constraint;
import io.edgenas.search.InfeasibleBudgetException;
import io.edgenas.search.Metric;
import io.edgenas.search.Objective;
import io.edgenas.search.Range;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchResult;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.RandomSearch;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Searching one space on one device, with what that needs loaded.
 *
 * @param resolutions those that the accuracy objective knows
 * @param latency of the device that the budget is for
 * @param limits what else an answer has to keep, on other devices for example; may be empty
 */
public record SubnetSearch(
    SearchSpace space,
    Task task,
    List<Integer> resolutions,
    LatencyModel latency,
    AccuracyMetric accuracy,
    List<Limit> limits) {

  /**
   * @throws io.edgenas.base.input.BadInputException if the profile is of another space
   */
  public SubnetSearch {
    resolutions = List.copyOf(resolutions);
    limits = List.copyOf(limits);
    accuracy = accuracy instanceof CheckedAccuracy ? accuracy : new CheckedAccuracy(accuracy);
    latency.space().require(SpaceIdentity.of(space), "profile " + latency.profile());
  }

  /** A search for the budget alone. */
  public SubnetSearch(
      SearchSpace space,
      Task task,
      List<Integer> resolutions,
      LatencyModel latency,
      AccuracyMetric accuracy) {
    this(space, task, resolutions, latency, accuracy, List.of());
  }

  /** An objective that is not believed: a model from others may answer anything. */
  private record CheckedAccuracy(AccuracyMetric model) implements AccuracyMetric {
    /** A linear model may leave 0 to 1 at the ends of a space, but not by more than the whole. */
    private static final double LEAST = -1;

    private static final double MOST = 2;

    @Override
    public double[] top1(List<Arch> archs) {
      double[] top1 = model.top1(archs);
      for (int i = 0; i < top1.length; i++) {
        if (!(top1[i] >= LEAST && top1[i] <= MOST)) {
          throw new BadInputException(
              "the accuracy model predicts "
                  + top1[i]
                  + " for "
                  + archs.get(i)
                  + ": an accuracy is a share from 0 to 1; train the supernet to its end again, or"
                  + " give another model");
        }
      }
      return top1;
    }
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

  /** The same search with another accuracy, for example of a model that has learned more. */
  SubnetSearch withAccuracy(AccuracyMetric other) {
    return new SubnetSearch(space, task, resolutions, latency, other, limits);
  }

  /**
   * Searches.
   *
   * @throws io.edgenas.search.InfeasibleBudgetException if nothing keeps the budget and the limits
   * @throws io.edgenas.base.value.InvalidValueException if the budget is not a finite number above
   *     0
   */
  public Found find(double budgetMs, Effort effort) {
    long start = System.nanoTime();
    SearchResult result = search(latency -> Constraint.atMost(latency, budgetMs), effort);
    return new Found(result, budgetMs, (System.nanoTime() - start) / 1e9);
  }

  /**
   * Searches beyond a budget: everything else stays as it is.
   *
   * @return what was evaluated; empty if nothing lies there
   */
  List<Candidate> beyond(double budgetMs, double mostMs, Effort effort) {
    try {
      return search(latency -> Constraint.between(latency, budgetMs, mostMs), effort).evaluated();
    } catch (InfeasibleBudgetException e) {
      return List.of();
    }
  }

  /** The latency by which the budget is kept, then what is limited, in order. */
  private List<Metric> metrics() {
    List<NetworkFigure> figures = new ArrayList<>();
    figures.add(NetworkFigure.latency(latency));
    limits.forEach(limit -> figures.add(limit.figure()));
    return new NetworkMetrics(space, task, figures).all();
  }

  /** What goes with accuracy, for strategies that learn. */
  private List<Metric> descriptors() {
    return new NetworkMetrics(
            space,
            task,
            List.of(NetworkFigure.PARAMETERS, NetworkFigure.MACS, NetworkFigure.latency(latency)))
        .all();
  }

  /**
   * What a strategy is asked, for a budget: its constraints are the budget, then the limits.
   *
   * @throws io.edgenas.base.value.InvalidValueException if the budget is not a finite number above
   *     0
   */
  public SearchProblem problem(double budgetMs) {
    return problem(latency -> Constraint.atMost(latency, budgetMs), List.of());
  }

  /**
   * The same with any range of latencies.
   *
   * @param latencyMs in milliseconds
   */
  public SearchProblem problem(Range latencyMs) {
    return problem(latency -> new Constraint(latency, latencyMs), List.of());
  }

  private SearchResult search(Function<Metric, Constraint> budget, Effort effort) {
    return effort
        .strategy()
        .search(problem(budget, List.of()), effort.evaluations(), effort.seed());
  }

  /**
   * The problem of this search.
   *
   * @param budget what the latency has to keep
   * @param costs to be made small, beside the accuracy that is made large
   */
  SearchProblem problem(Function<Metric, Constraint> budget, List<NetworkFigure> costs) {
    List<Metric> metrics = metrics();
    List<Constraint> constraints = new ArrayList<>(List.of(budget.apply(metrics.get(0))));
    for (int i = 0; i < limits.size(); i++) {
      constraints.add(Constraint.atMost(metrics.get(i + 1), limits.get(i).most()));
    }
    List<Objective> objectives = new ArrayList<>(List.of(Objective.maximise(accuracy)));
    new NetworkMetrics(space, task, costs)
        .all()
        .forEach(cost -> objectives.add(Objective.minimise(cost)));
    return new SearchProblem(space, resolutions, objectives, constraints, descriptors());
  }

  /**
   * Makes sure, before anything expensive, that a subnet is predicted to keep a budget and the
   * limits.
   *
   * @throws io.edgenas.search.InfeasibleBudgetException with the reachable range if none is
   * @throws io.edgenas.base.value.InvalidValueException if the budget is not a finite number above
   *     0
   */
  public void requireFeasible(double budgetMs, long seed) {
    Effort least = new Effort(new RandomSearch(), new SearchBudget(1), seed);
    search(latency -> Constraint.atMost(latency, budgetMs), least);
  }

  /**
   * The budget and the limits, in this order, with what a found subnet has of each.
   *
   * @param found by {@link #find}
   */
  public List<Kept> kept(Candidate found, double budgetMs) {
    List<Kept> kept = new ArrayList<>();
    kept.add(kept(NetworkFigure.latency(latency), found.values().get(0), budgetMs));
    for (int i = 0; i < limits.size(); i++) {
      Limit limit = limits.get(i);
      kept.add(kept(limit.figure(), found.values().get(i + 1), limit.most()));
    }
    return kept;
  }

  private static Kept kept(NetworkFigure figure, double value, double most) {
    return new Kept(figure.name(), figure.unit(), value, most);
  }

  /** What the latency model says about an architecture. */
  public Prediction predict(Arch arch) {
    return latency.predict(space.lower(task, arch));
  }
}
