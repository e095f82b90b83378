package io.edgenas.profiler.measure;

/**
 * A closed interval.
 *
 * @param low not above {@code high}
 */
public record Interval(double low, double high) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("not an interval: " + low + " to " + high);
    }
  }

  /** The smallest interval that holds this one and {@code value}. */
  public Interval including(double value) {
    return new Interval(Math.min(low, value), Math.max(high, value));
  }

  /** Half the width as a share of {@code of}. */
  public double halfWidthShare(double of) {
    return (high - low) / 2 / of;
  }
}
