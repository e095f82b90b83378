package io.edgenas.search;

import io.edgenas.space.ArchSpec;
import java.util.Arrays;

/** What the constraints said of one architecture; belongs to one {@link Evaluation}. */
final class Measured {
  private final ArchSpec arch;
  private final double[] values;
  private double violation;
  private boolean evaluated;

  Measured(ArchSpec arch, int constraints) {
    this.arch = arch;
    this.values = new double[constraints];
  }

  void set(int constraint, double value, double limit) {
    values[constraint] = value;
    violation += Double.isNaN(value) ? Double.POSITIVE_INFINITY : Math.max(0, value / limit - 1);
  }

  ArchSpec arch() {
    return arch;
  }

  /** Value for the constraint with this index, in its unit; NaN where it is not covered. */
  double value(int constraint) {
    return values[constraint];
  }

  /**
   * By how much the constraints are broken, as the sum of the shares over the limits: 0 if all are
   * kept, infinite if one does not cover the architecture.
   */
  double violation() {
    return violation;
  }

  boolean feasible() {
    return violation == 0;
  }

  /** Whether it keeps the constraints and its accuracy was not asked for yet. */
  boolean fresh() {
    return feasible() && !evaluated;
  }

  Candidate evaluated(double top1) {
    evaluated = true;
    return new Candidate(arch, top1, Arrays.stream(values).boxed().toList());
  }
}
