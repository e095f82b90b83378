package io.edgenas.operation;

import java.util.List;

/**
 * A parameter that an operation needs.
 *
 * @param name stable name relative to the layer, for example {@code expand.bn.gamma}
 * @param role what it does, which decides how it is initialised and counted
 * @param shape row-major; convolutions {@code [out, in / groups, kernel, kernel]}, linear {@code
 *     [out, in]}, others {@code [channels]}
 */
public record WeightSpec(String name, Role role, List<Integer> shape) {
  /** What a parameter does. */
  public enum Role {
    /** Weight of a convolution. */
    CONVOLUTION,
    /** Weight of a linear layer. */
    LINEAR,
    /** Bias of a convolution or linear layer. */
    BIAS,
    /** Scale of a batch norm. */
    BN_GAMMA,
    /** Offset of a batch norm. */
    BN_BETA,
    /** Running mean of a batch norm; a statistic, not trained. */
    BN_MEAN,
    /** Running (biased) variance of a batch norm; a statistic, not trained. */
    BN_VARIANCE;

    /** Whether the parameter is trained and counts as one; running statistics do not. */
    public boolean trainable() {
      return this != BN_MEAN && this != BN_VARIANCE;
    }
  }

  public WeightSpec {
    shape = List.copyOf(shape);
  }

  /** Number of values. */
  public int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }
}
