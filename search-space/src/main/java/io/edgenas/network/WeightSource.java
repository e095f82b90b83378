package io.edgenas.network;

import io.edgenas.operation.WeightSpec;

/**
 * Provides the weights of a network: of a supernet, of a seed, of a file. Asked for one parameter
 * of one layer at a time.
 */
public interface WeightSource {
  /** PyTorch's and once-for-all's default. */
  double DEFAULT_BATCH_NORM_EPSILON = 1e-5;

  /**
   * The values of a parameter, row-major, {@code weight.size()} of them; the caller owns the array.
   *
   * @param layer the layer of the network whose parameter is asked for
   * @param weight one of {@code layer.operation().weights()}
   * @throws IllegalArgumentException if this source does not hold that parameter in that shape
   */
  float[] values(Layer layer, WeightSpec weight);

  /** What is added to the variance in every batch norm. */
  default double batchNormEpsilon() {
    return DEFAULT_BATCH_NORM_EPSILON;
  }
}
