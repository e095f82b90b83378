package io.edgenas.onnx.int8;

import io.edgenas.base.input.Check;

/**
 * The values that an activation takes, or nearly all of them; what lies outside is clipped by
 * quantising. Zero belongs to every range, because borders are padded with it.
 *
 * @param min 0 or less
 * @param max 0 or more
 */
public record ActivationRange(double min, double max) {
  private static final double LARGEST = 1e30;

  /**
   * @throws io.edgenas.base.input.BadInputException if zero is not between them or one is not
   *     finite
   */
  public ActivationRange {
    Check.range("smallest activation", min, -LARGEST, 0);
    Check.range("largest activation", max, 0, LARGEST);
  }

  /** The part of it that is not below {@code least}, which is 0 or less. */
  ActivationRange from(double least) {
    return new ActivationRange(Math.max(min, least), max);
  }
}
