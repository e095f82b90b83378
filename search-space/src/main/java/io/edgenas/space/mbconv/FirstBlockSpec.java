package io.edgenas.space.mbconv;

import io.edgenas.base.value.Require;
import io.edgenas.operation.Activation;
import io.edgenas.space.Limits;

/**
 * The fixed depthwise-separable block that once-for-all puts between the stem and the first stage:
 * depthwise convolution, then 1x1 to {@code width}; stride 1; no expansion; identity shortcut where
 * the widths agree.
 *
 * @param width output channels
 * @param kernel side of the depthwise kernel, odd
 */
public record FirstBlockSpec(int width, int kernel, Activation activation) {
  public FirstBlockSpec {
    Require.range("first block width", width, 1, Limits.MAX_WIDTH);
    Require.oneOf("first block kernel", kernel, Limits.KERNELS);
  }
}
