package io.edgenas.search;

import io.edgenas.base.value.InvalidValueException;

/**
 * The values that a constraint allows.
 *
 * @param least smallest value allowed, finite; 0 where there is no floor
 * @param most largest value allowed, above 0; infinite where there is no ceiling
 */
public record Range(double least, double most) {
  /** Below this share of the floor a value is as far from it as one can be. */
  private static final double FARTHEST = 1e-9;

  /**
   * @throws InvalidValueException if a bound is NaN, negative or infinite where it must not be, or
   *     the floor is above the ceiling
   */
  public Range {
    if (!(least >= 0 && least < Double.POSITIVE_INFINITY && most > 0 && most >= least)) {
      throw new InvalidValueException(
          "range from "
              + least
              + " to "
              + most
              + " is not allowed: give a floor of 0 and more, and a ceiling above 0 that is no lower"
              + " than the floor");
    }
  }

  /** Whether there is a floor. */
  public boolean hasFloor() {
    return least > 0;
  }

  /** Whether there is a ceiling. */
  public boolean hasCeiling() {
    return most < Double.POSITIVE_INFINITY;
  }

  /**
   * Says by which share a value misses the range: 0 inside, {@code value / most - 1} above, {@code
   * least / value - 1} below.
   */
  public double violation(double value) {
    if (value < least) {
      return least / Math.max(value, FARTHEST * least) - 1;
    }
    return Math.max(0, value / most - 1);
  }
}
