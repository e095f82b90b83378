package io.edgenas.search;

import io.edgenas.network.Arch;
import io.edgenas.search.effort.Ledger;
import io.edgenas.search.effort.Levels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** One search's memory: asks the metrics about each architecture once, distrusts them, counts. */
final class Evaluation {
  private final SearchProblem problem;
  private final Map<Arch, Measured> memory = new HashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Double> spent = new ArrayList<>();
  private final LevelledMetric first;
  private final Ledger ledger;
  private int rejected;
  private int uncovered;

  /**
   * @param limit most evaluations that may be spent
   */
  Evaluation(SearchProblem problem, int limit) {
    this.problem = problem;
    this.first = LevelledMetric.of(problem.objectives().get(0).metric());
    this.ledger = new Ledger(first.levels(), limit);
  }

  /** What may be spent, and what was. */
  Ledger ledger() {
    return ledger;
  }

  /** Those of the first objective. */
  Levels levels() {
    return first.levels();
  }

  /** What the constraints say of architectures, in order; asks only about those not yet known. */
  List<Measured> measure(Collection<Arch> archs) {
    int constraints = problem.constraints().size();
    List<Measured> answers = new ArrayList<>(archs.size());
    List<Measured> unknown = new ArrayList<>();
    for (Arch arch : archs) {
      Measured measured = memory.get(arch);
      if (measured == null) {
        measured = new Measured(arch, constraints);
        memory.put(arch, measured);
        unknown.add(measured);
      }
      answers.add(measured);
    }
    if (!unknown.isEmpty()) {
      List<Arch> batch = unknown.stream().map(Measured::arch).toList();
      for (int c = 0; c < constraints; c++) {
        ask(c, batch, unknown);
      }
      count(unknown);
    }
    return answers;
  }

  private void ask(int index, List<Arch> batch, List<Measured> targets) {
    Constraint constraint = problem.constraints().get(index);
    double[] values =
        checked("constraint", constraint.metric(), constraint.metric().values(batch), batch);
    for (int i = 0; i < values.length; i++) {
      if (Double.isInfinite(values[i])) {
        throw badAnswer("constraint", constraint.metric(), values[i], batch.get(i));
      }
      targets.get(i).set(index, values[i], constraint.range());
    }
  }

  private static double[] checked(String role, Metric metric, double[] values, List<Arch> batch) {
    if (values.length != batch.size()) {
      throw new IllegalStateException(
          role
              + " "
              + metric.name()
              + " answered "
              + values.length
              + " values for "
              + batch.size()
              + " architectures");
    }
    return values;
  }

  private static IllegalStateException badAnswer(
      String role, Metric metric, double value, Arch arch) {
    return new IllegalStateException(
        role + " " + metric.name() + " answered " + value + " for " + arch);
  }

  private void count(List<Measured> added) {
    for (Measured measured : added) {
      if (!measured.covered()) {
        uncovered++;
      } else if (!measured.feasible()) {
        rejected++;
      }
    }
  }

  /** Asks for the objectives of those that are fresh, as many as can be paid. */
  List<Candidate> evaluate(Collection<Measured> given) {
    List<Measured> batch = new ArrayList<>();
    for (Measured each : new LinkedHashSet<>(given)) {
      if (each.fresh() && ledger.pay(each.level(), levels().last())) {
        batch.add(each);
        spent.add(ledger.spent());
      }
    }
    if (batch.isEmpty()) {
      return List.of();
    }
    raise(batch, levels().last());
    List<Arch> archs = batch.stream().map(Measured::arch).toList();
    List<double[]> others = new ArrayList<>();
    for (Objective objective : problem.objectives().subList(1, problem.objectives().size())) {
      Metric metric = objective.metric();
      others.add(finite(metric, metric.values(archs), archs));
    }
    List<Candidate> added = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      List<Double> objectives = new ArrayList<>();
      objectives.add(batch.get(i).curve().get(levels().last()));
      for (double[] values : others) {
        objectives.add(values[i]);
      }
      added.add(batch.get(i).evaluated(objectives));
    }
    candidates.addAll(added);
    return added;
  }

  /** Asks for the first objective at a level, of those that are fresh and were not seen at it. */
  List<Measured> glimpse(Collection<Measured> given, int level) {
    List<Measured> batch = new ArrayList<>();
    for (Measured each : new LinkedHashSet<>(given)) {
      if (each.fresh() && each.level() < level && ledger.pay(each.level(), level)) {
        batch.add(each);
      }
    }
    raise(batch, level);
    return batch;
  }

  /** Measures the first objective up to a level: what lies below is a part of it. */
  private void raise(List<Measured> batch, int level) {
    for (int i = 0; i <= level; i++) {
      int next = i;
      List<Measured> lower = batch.stream().filter(each -> each.level() < next).toList();
      if (!lower.isEmpty()) {
        List<Arch> archs = lower.stream().map(Measured::arch).toList();
        double[] values = finite(first, first.values(archs, next), archs);
        for (int k = 0; k < values.length; k++) {
          lower.get(k).add(values[k]);
        }
      }
    }
  }

  private static double[] finite(Metric metric, double[] values, List<Arch> batch) {
    checked("objective", metric, values, batch);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw badAnswer("objective", metric, values[i], batch.get(i));
      }
    }
    return values;
  }

  /** Everything evaluated so far, in order. */
  List<Candidate> candidates() {
    return candidates;
  }

  SearchResult result(String strategy, long seed, Map<String, Integer> counts) {
    return new SearchResult(strategy, seed, candidates, spent, rejected, uncovered, counts);
  }
}
