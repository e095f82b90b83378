package io.edgenas.pipeline.compare;

import io.edgenas.network.Arch;
import io.edgenas.pipeline.extract.SubnetSearch;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.Metric;
import io.edgenas.search.Objective;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.table.TableProblem;
import java.util.ArrayList;
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
 */
public record ComparedProblem(
    String title,
    SearchProblem problem,
    Optional<Metric> cost,
    OptionalDouble optimum,
    Optional<HandMade> handMade) {

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
        HandMade.of(problem, latency));
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
        handMade);
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
