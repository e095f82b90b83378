package io.edgenas.search;

import io.edgenas.space.ArchSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One search's memory: asks the ports about each architecture once, distrusts them, counts. */
final class Evaluation {
  private final SearchProblem problem;
  private final Map<ArchSpec, Measured> memory = new HashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private int limit;
  private int rejected;
  private int uncovered;

  /**
   * @param limit most accuracies that may be asked for until {@link #raiseLimit}
   */
  Evaluation(SearchProblem problem, int limit) {
    this.problem = problem;
    this.limit = limit;
  }

  void raiseLimit(int newLimit) {
    limit = newLimit;
  }

  /** How many more accuracies may be asked for. */
  int remaining() {
    return limit - candidates.size();
  }

  /** What the constraints say of architectures, in order; asks only about those not yet known. */
  List<Measured> measure(Collection<ArchSpec> archs) {
    int constraints = problem.constraints().size();
    List<Measured> answers = new ArrayList<>(archs.size());
    List<Measured> unknown = new ArrayList<>();
    for (ArchSpec arch : archs) {
      Measured measured = memory.get(arch);
      if (measured == null) {
        measured = new Measured(arch, constraints);
        memory.put(arch, measured);
        unknown.add(measured);
      }
      answers.add(measured);
    }
    if (!unknown.isEmpty()) {
      List<ArchSpec> batch = unknown.stream().map(Measured::arch).toList();
      for (int c = 0; c < constraints; c++) {
        ask(c, batch, unknown);
      }
      count(unknown);
    }
    return answers;
  }

  private void ask(int index, List<ArchSpec> batch, List<Measured> targets) {
    Constraint constraint = problem.constraints().get(index);
    String port = "constraint " + constraint.name();
    double[] values = constraint.values(batch);
    requireOnePerArch(port, values, batch.size());
    for (int i = 0; i < values.length; i++) {
      if (Double.isInfinite(values[i])) {
        throw badAnswer(port, values[i], batch.get(i));
      }
      targets.get(i).set(index, values[i], constraint.limit());
    }
  }

  private void count(List<Measured> added) {
    for (Measured measured : added) {
      if (measured.violation() == Double.POSITIVE_INFINITY) {
        uncovered++;
      } else if (!measured.feasible()) {
        rejected++;
      }
    }
  }

  private static void requireOnePerArch(String port, double[] answers, int asked) {
    if (answers.length != asked) {
      throw new IllegalStateException(
          port + " answered " + answers.length + " values for " + asked + " architectures");
    }
  }

  private static IllegalStateException badAnswer(String port, double value, ArchSpec arch) {
    return new IllegalStateException(port + " answered " + value + " for " + arch);
  }

  /** Asks for the accuracies of those that are fresh, the first {@link #remaining} of them. */
  List<Candidate> evaluate(Collection<Measured> given) {
    List<Measured> batch =
        given.stream().distinct().filter(Measured::fresh).limit(remaining()).toList();
    if (batch.isEmpty()) {
      return List.of();
    }
    double[] top1 = problem.objective().top1(batch.stream().map(Measured::arch).toList());
    String port = "accuracy objective";
    requireOnePerArch(port, top1, batch.size());
    List<Candidate> added = new ArrayList<>(batch.size());
    for (int i = 0; i < top1.length; i++) {
      if (!Double.isFinite(top1[i])) {
        throw badAnswer(port, top1[i], batch.get(i).arch());
      }
      added.add(batch.get(i).evaluated(top1[i]));
    }
    candidates.addAll(added);
    return added;
  }

  /** Everything evaluated so far, in order. */
  List<Candidate> candidates() {
    return candidates;
  }

  SearchResult result(String strategy, long seed) {
    return new SearchResult(strategy, seed, candidates, rejected, uncovered);
  }
}
