package io.edgenas.search;

import io.edgenas.network.Arch;
import io.edgenas.search.effort.Levels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What the constraints said of one architecture, and what glimpses did; belongs to one search. */
public final class Measured {
  private final Arch arch;
  private final double[] values;
  private final List<Double> curve = new ArrayList<>();
  private double violation;
  private boolean covered = true;
  private boolean evaluated;

  Measured(Arch arch, int constraints) {
    this.arch = arch;
    this.values = new double[constraints];
  }

  void set(int constraint, double value, Range range) {
    values[constraint] = value;
    covered &= !Double.isNaN(value);
    violation += Double.isNaN(value) ? Double.POSITIVE_INFINITY : range.violation(value);
  }

  public Arch arch() {
    return arch;
  }

  /** Value for the constraint with this index, in its unit; NaN where it is not covered. */
  public double value(int constraint) {
    return values[constraint];
  }

  /**
   * Says by how much the constraints are broken, as the sum of the shares by which their ranges are
   * missed: 0 if all are kept, infinite if one does not cover the architecture.
   */
  public double violation() {
    return violation;
  }

  /** Whether every constraint covers it. */
  public boolean covered() {
    return covered;
  }

  /** Whether it keeps the constraints. */
  public boolean feasible() {
    return violation == 0;
  }

  /** Whether it keeps the constraints and its objectives were not asked for yet. */
  public boolean fresh() {
    return feasible() && !evaluated;
  }

  /**
   * The first objective at each level that was measured, from the lowest on; grows with glimpses,
   * and is whole once the architecture is evaluated.
   */
  public List<Double> curve() {
    return Collections.unmodifiableList(curve);
  }

  /** The highest level of {@link #curve}, or {@link Levels#NONE}. */
  public int level() {
    return Levels.NONE + curve.size();
  }

  void add(double value) {
    curve.add(value);
  }

  Candidate evaluated(List<Double> objectives) {
    evaluated = true;
    return new Candidate(arch, objectives, Arrays.stream(values).boxed().toList());
  }
}
