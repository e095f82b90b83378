package io.edgenas.search;

/**
 * Something that a search makes as large, or as small, as it can.
 *
 * @param metric answers for architectures
 * @param direction which end of its values is better
 */
public record Objective(Metric metric, Direction direction) {
  /** Which end of a metric is better. */
  public enum Direction {
    MAXIMISE,
    MINIMISE
  }

  /** The more, the better. */
  public static Objective maximise(Metric metric) {
    return new Objective(metric, Direction.MAXIMISE);
  }

  /** The less, the better. */
  public static Objective minimise(Metric metric) {
    return new Objective(metric, Direction.MINIMISE);
  }

  /** The value as a gain, of which more is better whatever the direction. */
  public double gain(double value) {
    return direction == Direction.MAXIMISE ? value : -value;
  }
}
