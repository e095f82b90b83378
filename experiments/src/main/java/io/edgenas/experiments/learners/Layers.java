package io.edgenas.experiments.learners;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** Layers of all members at once. */
final class Layers {
  private Layers() {}

  /**
   * @param x {@code [members, n, in]}
   * @param weight {@code [members, in, out]}
   * @param bias {@code [members, out]}
   */
  static NDArray dense(NDArray x, NDArray weight, NDArray bias) {
    return x.matMul(weight).add(bias.expandDims(1));
  }

  /** {@code x sigmoid(x)}: smooth, as accuracies are. */
  static NDArray bend(NDArray x) {
    return Activation.swish(x, 1);
  }

  /** {@code [members, n, 1]} without its last axis. */
  static NDArray single(NDArray x) {
    return x.squeeze(2);
  }
}
