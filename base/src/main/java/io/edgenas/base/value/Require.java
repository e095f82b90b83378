package io.edgenas.base.value;

import java.util.Collection;

/**
 * Range checks that name the parameter, the value and what is allowed. All are written so that NaN
 * fails.
 */
public final class Require {
  private Require() {}

  /**
   * @return {@code value}
   * @throws InvalidValueException unless {@code min <= value <= max}
   */
  public static int range(String name, int value, int min, int max) {
    if (!(value >= min && value <= max)) {
      throw outside(name, value, min, max);
    }
    return value;
  }

  /**
   * @return {@code value}
   * @throws InvalidValueException unless {@code min <= value <= max}
   */
  public static long range(String name, long value, long min, long max) {
    if (!(value >= min && value <= max)) {
      throw outside(name, value, min, max);
    }
    return value;
  }

  /**
   * @return {@code value}
   * @throws InvalidValueException unless {@code min <= value <= max}; NaN fails
   */
  public static double range(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw outside(name, value, min, max);
    }
    return value;
  }

  /**
   * @return {@code value}
   * @throws InvalidValueException unless {@code value} is a finite number above 0; NaN fails
   */
  public static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new InvalidValueException(
          name + " " + value + " is not allowed: give a finite number above 0");
    }
    return value;
  }

  /**
   * @return {@code value}
   * @throws InvalidValueException unless {@code allowed} contains {@code value}
   */
  public static <T> T oneOf(String name, T value, Collection<T> allowed) {
    if (!allowed.contains(value)) {
      throw new InvalidValueException(
          name + " " + value + " is not allowed: choose one of " + allowed);
    }
    return value;
  }

  private static InvalidValueException outside(String name, Object value, Object min, Object max) {
    return new InvalidValueException(name + " " + value + " is not allowed: " + min + " to " + max);
  }
}
