package io.edgenas.operation;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution with "same" padding {@code kernel / 2}, then batch norm if {@code batchNorm}, then
 * the activation. It has no bias.
 *
 * @param input {@code [channels, height, width]}
 * @param outChannels output channels
 * @param kernel side of the kernel, odd
 * @param stride 1 or 2
 * @param groups 1, or {@code input.channels()} for a depthwise convolution
 */
public record ConvOp(
    FeatureShape input,
    int outChannels,
    int kernel,
    int stride,
    int groups,
    boolean batchNorm,
    Activation activation)
    implements Operation {

  public ConvOp {
    Require.range("output channels", outChannels, 1, FeatureShape.MAX_CHANNELS);
    Require.oneOf("kernel", kernel, List.of(1, 3, 5, 7, 9, 11));
    Require.oneOf("stride", stride, List.of(1, 2));
    if (groups != 1 && (groups != input.channels() || groups != outChannels)) {
      throw new InvalidValueException(
          "groups " + groups + " is not allowed: 1, or as many as input and output channels");
    }
  }

  @Override
  public FeatureShape output() {
    return input.convolved(outChannels, stride);
  }

  @Override
  public long macs() {
    return output().size() * kernel * kernel * (input.channels() / groups);
  }

  @Override
  public List<WeightSpec> weights() {
    return weights("");
  }

  /** The parameters with names that start with {@code prefix}. */
  List<WeightSpec> weights(String prefix) {
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(
        new WeightSpec(
            prefix + "weight",
            WeightSpec.Role.CONVOLUTION,
            List.of(outChannels, input.channels() / groups, kernel, kernel)));
    if (batchNorm) {
      List<Integer> shape = List.of(outChannels);
      weights.add(new WeightSpec(prefix + "bn.gamma", WeightSpec.Role.BN_GAMMA, shape));
      weights.add(new WeightSpec(prefix + "bn.beta", WeightSpec.Role.BN_BETA, shape));
      weights.add(new WeightSpec(prefix + "bn.mean", WeightSpec.Role.BN_MEAN, shape));
      weights.add(new WeightSpec(prefix + "bn.variance", WeightSpec.Role.BN_VARIANCE, shape));
    }
    return weights;
  }

  @Override
  public boolean givesScores() {
    return false;
  }

  @Override
  public <R> R on(Cases<R> cases) {
    return cases.conv(this);
  }

  @Override
  public String key() {
    // %s, not %d: keys have the same digits in every locale.
    return "conv-in:%s-out:%s-k%s-s%s-g%s-%s-%s"
        .formatted(
            input, output(), kernel, stride, groups, batchNorm ? "bn" : "nobn", activation.text());
  }
}
