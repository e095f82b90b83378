package io.edgenas.supernet.elastic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.edgenas.operation.Activation;
import io.edgenas.supernet.engine.EngineArrays;

/**
 * The activations, composed of what the engine has. Its operations with a Java number put that
 * number into an array of borrowed memory that is gone before the backward pass reads it; so the
 * constants here are arrays that live as long as the supernet.
 */
final class Activations {
  private final NDArray three;
  private final NDArray sixth;

  Activations(NDManager manager) {
    three = EngineArrays.owned(manager, new float[] {3f}, new Shape());
    sixth = EngineArrays.owned(manager, new float[] {1f / 6f}, new Shape());
  }

  /** A new array, or {@code x} itself for {@link Activation#NONE}. */
  NDArray apply(Activation activation, NDArray x) {
    return switch (activation) {
      case NONE -> x;
      case RELU -> relu(x);
      case HSWISH -> hardSwish(x);
    };
  }

  NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }

  private NDArray hardSwish(NDArray x) {
    try (NDArray shifted = x.add(three);
        NDArray clipped = shifted.clip(0f, 6f)) {
      return x.mul(clipped).muli(sixth);
    }
  }

  /** {@code relu6(x + 3) / 6}. */
  NDArray hardSigmoid(NDArray x) {
    try (NDArray shifted = x.add(three)) {
      return shifted.clip(0f, 6f).muli(sixth);
    }
  }
}
