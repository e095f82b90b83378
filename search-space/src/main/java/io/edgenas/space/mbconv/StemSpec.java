package io.edgenas.space.mbconv;

import io.edgenas.base.input.Check;
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
    Check.range("stem width", width, 1, Limits.MAX_WIDTH);
    Check.oneOf("stem kernel", kernel, Limits.KERNELS);
    Check.oneOf("stem stride", stride, List.of(1, 2));
  }
}
