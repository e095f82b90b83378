package io.edgenas.search;

import io.edgenas.space.ArchSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One search's memory: asks the ports about each architecture once, distrusts them, counts. */
final class Evaluation {
  private final SearchProblem problem;
  private final Map<ArchSpec, double[]> measured = new HashMap<>();
  private final Set<ArchSpec> evaluated = new HashSet<>();
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

  /** Asks the constraints about those architectures that they were not asked about before. */
  void measure(Collection<ArchSpec> archs) {
    Set<ArchSpec> unseen = new LinkedHashSet<>();
    for (ArchSpec arch : archs) {
      if (!measured.containsKey(arch)) {
        unseen.add(arch);
      }
    }
    if (unseen.isEmpty()) {
      return;
    }
    List<ArchSpec> batch = List.copyOf(unseen);
    List<Constraint> constraints = problem.constraints();
    double[][] values = new double[batch.size()][constraints.size()];
    for (int c = 0; c < constraints.size(); c++) {
      double[] answers = constraints.get(c).values(batch);
      String port = "constraint " + constraints.get(c).name();
      requireOnePerArch(port, answers, batch);
      for (int i = 0; i < answers.length; i++) {
        if (Double.isInfinite(answers[i])) {
          throw badAnswer(port, answers[i], batch.get(i));
        }
        values[i][c] = answers[i];
      }
    }
    for (int i = 0; i < values.length; i++) {
      measured.put(batch.get(i), values[i]);
      double violation = violation(values[i]);
      uncovered += violation == Double.POSITIVE_INFINITY ? 1 : 0;
      rejected += violation > 0 && violation < Double.POSITIVE_INFINITY ? 1 : 0;
    }
  }

  private static void requireOnePerArch(String port, double[] answers, List<ArchSpec> asked) {
    if (answers.length != asked.size()) {
      throw new IllegalStateException(
          port + " answered " + answers.length + " values for " + asked.size() + " architectures");
    }
  }

  private static IllegalStateException badAnswer(String port, double value, ArchSpec arch) {
    return new IllegalStateException(port + " answered " + value + " for " + arch);
  }

  /** By how much measured values break the constraints, relative to the limits; 0 for not. */
  private double violation(double[] values) {
    double sum = 0;
    for (int c = 0; c < values.length; c++) {
      if (Double.isNaN(values[c])) {
        return Double.POSITIVE_INFINITY;
      }
      sum += Math.max(0, values[c] / problem.constraints().get(c).limit() - 1);
    }
    return sum;
  }

  /**
   * By how much a measured architecture breaks the constraints, relative to their limits: 0 if it
   * keeps them all, infinite if it is not covered.
   */
  double violation(ArchSpec arch) {
    return violation(values(arch));
  }

  /** Values of a measured architecture, one per constraint; not to be changed. */
  double[] values(ArchSpec arch) {
    return measured.get(arch);
  }

  /** Whether a measured architecture keeps all constraints and was not evaluated yet. */
  boolean isFresh(ArchSpec arch) {
    return !evaluated.contains(arch) && violation(arch) == 0;
  }

  /** Asks for the accuracies of fresh architectures, the first {@link #remaining} of them. */
  List<Candidate> evaluate(Collection<ArchSpec> fresh) {
    List<ArchSpec> batch = fresh.stream().distinct().limit(remaining()).toList();
    if (batch.isEmpty()) {
      return List.of();
    }
    double[] top1 = problem.objective().top1(batch);
    String port = "accuracy objective";
    requireOnePerArch(port, top1, batch);
    List<Candidate> added = new ArrayList<>(batch.size());
    for (int i = 0; i < top1.length; i++) {
      ArchSpec arch = batch.get(i);
      if (!Double.isFinite(top1[i])) {
        throw badAnswer(port, top1[i], arch);
      }
      evaluated.add(arch);
      added.add(new Candidate(arch, top1[i], Arrays.stream(values(arch)).boxed().toList()));
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
