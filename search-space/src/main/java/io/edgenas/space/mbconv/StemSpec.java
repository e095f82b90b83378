package io.edgenas.space.mbconv;

import io.edgenas.base.value.Require;
import io.edgenas.operation.Activation;
import io.edgenas.space.Limits;
import java.util.List;

/**
 * The first convolution: image channels to {@code width}, batch norm, activation.
 *
 * @param width output channels
 * @param kernel side of the kernel, odd
 * @param stride 1 or 2
 */
public record StemSpec(int width, int kernel, int stride, Activation activation) {
  public StemSpec {
    Require.range("stem width", width, 1, Limits.MAX_WIDTH);
    Require.oneOf("stem kernel", kernel, Limits.KERNELS);
    Require.oneOf("stem stride", stride, List.of(1, 2));
  }
}
