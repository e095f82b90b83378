package io.edgenas.space.mbconv;

import io.edgenas.base.value.Require;
import io.edgenas.operation.Activation;
import io.edgenas.space.Limits;
import java.util.OptionalInt;

/**
 * What follows the last stage: 1x1 convolution with batch norm to {@code expandWidth}, global
 * average pool, optionally a 1x1 feature mix without batch norm or bias to {@code mixWidth},
 * classifier with bias. One activation follows the expansion and the mix.
 *
 * @param expandWidth output channels of the final expansion
 * @param mixWidth output channels of the feature mix; empty for none
 */
public record HeadSpec(int expandWidth, OptionalInt mixWidth, Activation activation) {
  public HeadSpec {
    Require.range("head expand width", expandWidth, 1, Limits.MAX_WIDTH);
    mixWidth.ifPresent(width -> Require.range("head mix width", width, 1, Limits.MAX_WIDTH));
  }
}
