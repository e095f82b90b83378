package io.edgenas.supernet.norm;

import ai.djl.ndarray.NDArray;
import io.edgenas.network.WeightSource;

/** Provides the mean and variance by which a batch norm normalises. */
public interface BatchNorm {
  /**
   * Normalises {@code x}, then scales and shifts it.
   *
   * @param name of the batch norm, for example {@code stage1.block2.expand.bn}
   * @param x {@code [n, channels, height, width]} or {@code [n, channels]}
   * @param gamma {@code [channels]}
   * @param beta {@code [channels]}
   * @return a new array with the manager of {@code x}
   */
  NDArray apply(String name, NDArray x, NDArray gamma, NDArray beta);

  /**
   * The engine's batch norm.
   *
   * @param share of the batch in the running statistics afterwards, 0 to 1; used with {@code batch}
   * @param batch whether the batch's own statistics normalise, else the given ones
   */
  static NDArray normalise(
      NDArray x,
      NDArray mean,
      NDArray variance,
      NDArray gamma,
      NDArray beta,
      float share,
      boolean batch) {
    // Axis -1 means the second in DJL and spares two calls; its momentum is 1 minus PyTorch's.
    return x.getNDArrayInternal()
        .batchNorm(x, mean, variance, gamma, beta, -1, 1 - share, EPSILON, batch)
        .singletonOrThrow();
  }

  float EPSILON = (float) WeightSource.DEFAULT_BATCH_NORM_EPSILON;
}
