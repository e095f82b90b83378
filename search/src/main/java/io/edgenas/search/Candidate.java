package io.edgenas.search;

import io.edgenas.space.ArchSpec;
import java.util.Comparator;
import java.util.List;

/**
 * An architecture that keeps every constraint, with what the ports said of it.
 *
 * @param top1 accuracy, 0 to 1
 * @param values one per constraint of the problem, in its unit and order
 */
public record Candidate(ArchSpec arch, double top1, List<Double> values) {
  /** Most accurate first; among equals the one that uses less of the first constraint. */
  public static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::top1)
          .reversed()
          .thenComparingDouble(
              candidate -> candidate.values.isEmpty() ? 0 : candidate.values.get(0));

  public Candidate {
    values = List.copyOf(values);
  }
}
