package io.edgenas.experiments.learners;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A network whose weights are arguments, so that the members of an ensemble go through it at once.
 */
interface Network {
  /** The name in the table. */
  String title();

  /** The shapes of one member's weights, in order. Those of one axis are biases and begin as 0. */
  List<Shape> weights(AccuracySet set);

  /** The inputs of a unit of a weight, whose last axis is the units. */
  default long fanIn(Shape weight) {
    return weight.get(0);
  }

  /**
   * Predicts.
   *
   * @param weights as {@link #weights} says, each with the member as another first axis
   * @return {@code [members, archs]}
   */
  NDArray forward(List<NDArray> weights, Inputs inputs);
}
