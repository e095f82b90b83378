package io.edgenas.pipeline.compare;

import io.edgenas.network.Arch;
import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.adapter.NetworkMetrics;
import io.edgenas.pipeline.extract.RewardSearch;
import io.edgenas.pipeline.extract.SubnetSearch;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.Metric;
import io.edgenas.search.Objective;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.compare.Score;
import io.edgenas.search.reward.RewardPlan;
import io.edgenas.search.table.TableProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A problem that strategies are compared on. Its metrics bear concurrent calls.
 *
 * @param title what is searched, for people
 * @param cost what fronts are over, beside accuracy
 * @param optimum the best accuracy there is, where it is known
 * @param handMade what a rule reaches without a search, where there is one
 * @param rewarded empty where accuracy alone is the first objective
 */
public record ComparedProblem(
    String title,
    SearchProblem problem,
    Optional<Metric> cost,
    OptionalDouble optimum,
    Optional<HandMade> handMade,
    Optional<Rewarded> rewarded) {

  /**
   * What a reward is made of, so that it can be told beside the reward.
   *
   * @param accuracy 0 to 1
   * @param cost the first that there is; the reward may be of others
   */
  public record Rewarded(Metric accuracy, Optional<Metric> cost) {}

  /**
   * The problem of a table. Nothing is hand-made for it: a table does not say which of its columns
   * are depths and widths.
   *
   * @param title what is searched, for people
   */
  public static ComparedProblem of(TableProblem table, String title) {
    return new ComparedProblem(
        title,
        table.problem(),
        table.table().costs().stream().findFirst().map(table.table()::cost),
        table.optimum(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The problem of finding subnets within a latency. The front is over latency; the best there is
   * is not known. The networks made by a rule are judged by the same accuracy.
   */
  public static ComparedProblem of(SubnetSearch search, double budgetMs) {
    SearchProblem asked = search.problem(budgetMs);
    AccuracyMetric shared = new Shared(search.accuracy());
    SearchProblem problem =
        new SearchProblem(
            asked.space(),
            asked.resolutions(),
            List.of(Objective.maximise(shared)),
            asked.constraints(),
            asked.descriptors());
    Metric latency = asked.constraints().get(0).metric();
    return new ComparedProblem(
        "%s, %s within %s ms".formatted(search.space().name(), latency.name(), budgetMs),
        problem,
        Optional.of(latency),
        OptionalDouble.empty(),
        HandMade.of(problem, latency),
        Optional.empty());
  }

  /**
   * The same table with a reward as its only objective. There is no front then: a reward has traded
   * accuracy for costs already.
   *
   * @throws io.edgenas.base.input.BadInputException if the plan names a cost that the table lacks
   */
  public static ComparedProblem rewarded(TableProblem table, String title, RewardPlan plan) {
    Map<String, Metric> costs = new LinkedHashMap<>();
    table.table().costs().forEach(name -> costs.put(name, table.table().cost(name)));
    Metric reward = plan.of(table.table().accuracy(), costs);
    return of(table, title).rewarded(reward, plan, table.optimum(reward));
  }

  /**
   * Subnets with a reward as the only objective.
   *
   * @param budgetMs largest latency; empty for all that the profile covers
   * @param costs by the names that the plan calls them
   * @throws io.edgenas.base.input.BadInputException if the plan names a cost that is not there
   */
  public static ComparedProblem rewarded(
      SubnetSearch search,
      OptionalDouble budgetMs,
      RewardPlan plan,
      Map<String, NetworkFigure> costs) {
    AccuracyMetric shared = new Shared(search.accuracy());
    SearchProblem asked = RewardSearch.of(search, plan, costs).problem(budgetMs);
    Metric latency = asked.constraints().get(0).metric();
    List<Metric> metrics =
        new NetworkMetrics(search.space(), search.task(), List.copyOf(costs.values())).all();
    Map<String, Metric> byName = new LinkedHashMap<>();
    costs.keySet().forEach(name -> byName.put(name, metrics.get(byName.size())));
    String within = budgetMs.isPresent() ? " within " + budgetMs.getAsDouble() + " ms" : "";
    ComparedProblem accurate =
        new ComparedProblem(
            search.space().name() + ", " + latency.name() + within,
            withObjectives(asked, List.of(Objective.maximise(shared))),
            Optional.of(latency),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty());
    return accurate.rewarded(plan.of(shared, byName), plan, OptionalDouble.empty());
  }

  private ComparedProblem rewarded(Metric reward, RewardPlan plan, OptionalDouble best) {
    return new ComparedProblem(
        title + ", " + plan.text(),
        withObjectives(problem, List.of(Objective.maximise(reward))),
        Optional.empty(),
        best,
        Optional.empty(),
        Optional.of(new Rewarded(problem.objectives().get(0).metric(), cost)));
  }

  private static SearchProblem withObjectives(SearchProblem problem, List<Objective> objectives) {
    return new SearchProblem(
        problem.space(),
        problem.resolutions(),
        objectives,
        problem.constraints(),
        problem.descriptors());
  }

  /** What strategies are compared by. */
  public Score score() {
    return rewarded.isPresent() ? Score.REWARD : Score.ACCURACY;
  }

  /** The same with the cost as a second objective, for strategies that look for a whole front. */
  public ComparedProblem withFront() {
    if (cost.isEmpty()) {
      return this;
    }
    List<Objective> objectives = new ArrayList<>(problem.objectives());
    objectives.add(Objective.minimise(cost.get()));
    return new ComparedProblem(
        title,
        new SearchProblem(
            problem.space(),
            problem.resolutions(),
            objectives,
            problem.constraints(),
            problem.descriptors()),
        cost,
        optimum,
        handMade,
        rewarded);
  }

  /** A model that is asked by one thread at a time, and about each architecture once. */
  private static final class Shared implements AccuracyMetric {
    private final AccuracyMetric model;
    private final Map<Arch, Double> known = new ConcurrentHashMap<>();

    Shared(AccuracyMetric model) {
      this.model = model;
    }

    @Override
    public double[] top1(List<Arch> archs) {
      List<Arch> unknown = archs.stream().filter(arch -> !known.containsKey(arch)).toList();
      if (!unknown.isEmpty()) {
        learn(unknown);
      }
      return archs.stream().mapToDouble(known::get).toArray();
    }

    private synchronized void learn(List<Arch> archs) {
      double[] top1 = model.top1(archs);
      for (int i = 0; i < top1.length; i++) {
        known.put(archs.get(i), top1[i]);
      }
    }
  }
}
