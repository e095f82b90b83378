package io.edgenas.pipeline.extract;

import io.edgenas.base.value.Require;
import io.edgenas.pipeline.adapter.NetworkFigure;

/**
 * The most of something that a subnet may have, beside the latency budget: parameters, or latency
 * on another device.
 *
 * @param figure what is limited
 * @param most in its unit
 */
public record Limit(NetworkFigure figure, double most) {
  /**
   * @throws io.edgenas.base.value.InvalidValueException if {@code most} is not a finite number
   *     above 0
   */
  public Limit {
    Require.positive("limit for " + figure.name(), most);
  }
}
