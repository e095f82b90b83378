package io.edgenas.operation;

import java.util.List;

/**
 * Squeeze-and-excitation (Hu et al., Squeeze-and-Excitation Networks, section 3) as MobileNetV3
 * uses it: global average, linear with bias to {@code squeezed}, ReLU, linear with bias back, hard
 * sigmoid, channel-wise product.
 *
 * @param channels channels that are weighted
 */
public record SqueezeExcite(int channels) {
  /** Channels in the middle. */
  public int squeezed() {
    return Channels.squeeze(channels);
  }

  long macs() {
    return 2L * channels * squeezed();
  }

  List<WeightSpec> weights(String prefix) {
    return List.of(
        new WeightSpec(
            prefix + "reduce.weight",
            WeightSpec.Role.CONVOLUTION,
            List.of(squeezed(), channels, 1, 1)),
        new WeightSpec(prefix + "reduce.bias", WeightSpec.Role.BIAS, List.of(squeezed())),
        new WeightSpec(
            prefix + "expand.weight",
            WeightSpec.Role.CONVOLUTION,
            List.of(channels, squeezed(), 1, 1)),
        new WeightSpec(prefix + "expand.bias", WeightSpec.Role.BIAS, List.of(channels)));
  }
}
