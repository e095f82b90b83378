package io.edgenas.search;

import io.edgenas.network.Arch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One search's memory: asks the metrics about each architecture once, distrusts them, counts. */
final class Evaluation {
  private final SearchProblem problem;
  private final Map<Arch, Measured> memory = new HashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final int limit;
  private int rejected;
  private int uncovered;

  /**
   * @param limit most architectures whose objectives may be asked for
   */
  Evaluation(SearchProblem problem, int limit) {
    this.problem = problem;
    this.limit = limit;
  }

  /** How many more architectures may be evaluated. */
  int remaining() {
    return limit - candidates.size();
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
    double[] values = ask("constraint", constraint.metric(), batch);
    for (int i = 0; i < values.length; i++) {
      if (Double.isInfinite(values[i])) {
        throw badAnswer("constraint", constraint.metric(), values[i], batch.get(i));
      }
      targets.get(i).set(index, values[i], constraint.range());
    }
  }

  private static double[] ask(String role, Metric metric, List<Arch> batch) {
    double[] values = metric.values(batch);
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

  /** Asks for the objectives of those that are fresh, the first {@link #remaining} of them. */
  List<Candidate> evaluate(Collection<Measured> given) {
    List<Measured> batch =
        given.stream().distinct().filter(Measured::fresh).limit(remaining()).toList();
    if (batch.isEmpty()) {
      return List.of();
    }
    List<double[]> answers = new ArrayList<>();
    for (Objective objective : problem.objectives()) {
      answers.add(askObjective(objective.metric(), batch.stream().map(Measured::arch).toList()));
    }
    List<Candidate> added = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      int index = i;
      added.add(batch.get(i).evaluated(answers.stream().map(values -> values[index]).toList()));
    }
    candidates.addAll(added);
    return added;
  }

  private static double[] askObjective(Metric metric, List<Arch> batch) {
    double[] values = ask("objective", metric, batch);
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

  SearchResult result(String strategy, long seed) {
    return new SearchResult(strategy, seed, candidates, rejected, uncovered);
  }
}
