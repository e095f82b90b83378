package io.edgenas.search;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;

/**
 * Something of which an architecture must have an amount in a range: latency on one device,
 * parameters, the size of the file.
 *
 * @param metric answers for architectures; NaN leaves an architecture out
 * @param range what is allowed
 */
public record Constraint(Metric metric, Range range) {
  /**
   * A budget.
   *
   * @throws InvalidValueException if {@code most} is not a finite number above 0
   */
  public static Constraint atMost(Metric metric, double most) {
    return new Constraint(metric, new Range(0, Require.positive(budget(metric), most)));
  }

  /**
   * A floor.
   *
   * @throws InvalidValueException if {@code least} is not a finite number above 0
   */
  public static Constraint atLeast(Metric metric, double least) {
    Require.positive("floor for " + metric.name(), least);
    return new Constraint(metric, new Range(least, Double.POSITIVE_INFINITY));
  }

  /**
   * A budget that is to be used.
   *
   * @throws InvalidValueException if {@code most} is not a finite number above 0, or {@code least}
   *     not one from 0 to that
   */
  public static Constraint between(Metric metric, double least, double most) {
    Require.positive(budget(metric), most);
    Require.range("floor for " + metric.name(), least, 0, most);
    return new Constraint(metric, new Range(least, most));
  }

  private static String budget(Metric metric) {
    return "budget for " + metric.name();
  }

  /** The name of the metric. */
  public String name() {
    return metric.name();
  }
}
