package io.edgenas.search;

import io.edgenas.network.Arch;
import java.util.Comparator;
import java.util.List;

/**
 * An architecture that keeps every constraint, with what the metrics said of it.
 *
 * @param objectives one per objective of the problem, in its unit and order
 * @param values one per constraint of the problem, in its unit and order
 */
public record Candidate(Arch arch, List<Double> objectives, List<Double> values) {
  /** The best by the first objective; among equals the one with less of the first constraint. */
  public static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::top1)
          .reversed()
          .thenComparingDouble(
              candidate -> candidate.values.isEmpty() ? 0 : candidate.values.get(0));

  public Candidate {
    objectives = List.copyOf(objectives);
    values = List.copyOf(values);
  }

  /** The first objective: accuracy, 0 to 1, as a rule. */
  public double top1() {
    return objectives.get(0);
  }
}
