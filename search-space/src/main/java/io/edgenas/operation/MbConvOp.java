package io.edgenas.operation;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An inverted bottleneck (Sandler et al., MobileNetV2, section 3.3): 1x1 expansion, depthwise
 * convolution, optional squeeze-and-excitation, 1x1 projection without activation, and an identity
 * shortcut where input and output have the same shape. Every convolution has batch norm; expansion
 * and depthwise convolution have the activation.
 *
 * @param input {@code [channels, height, width]}
 * @param middle channels between expansion and projection
 * @param outChannels output channels
 * @param kernel side of the depthwise kernel, odd
 * @param stride 1 or 2
 * @param squeezeExcite whether squeeze-and-excitation follows the depthwise convolution
 * @param expansion whether the 1x1 expansion exists; without it {@code middle} is the input's
 *     channels
 */
public record MbConvOp(
    FeatureShape input,
    int middle,
    int outChannels,
    int kernel,
    int stride,
    Activation activation,
    boolean squeezeExcite,
    boolean expansion)
    implements Operation {

  public MbConvOp {
    Require.range("middle channels", middle, 1, FeatureShape.MAX_CHANNELS);
    if (!expansion && middle != input.channels()) {
      throw new InvalidValueException(
          "middle channels "
              + middle
              + " are not allowed without expansion: they are the input's "
              + input.channels());
    }
    // The parts check the rest.
    ConvOp depthwise =
        new ConvOp(
            new FeatureShape(middle, input.height(), input.width()),
            middle,
            kernel,
            stride,
            middle,
            true,
            activation);
    new ConvOp(depthwise.output(), outChannels, 1, 1, 1, true, Activation.NONE);
  }

  /** The 1x1 expansion; empty where the block has none. */
  public Optional<ConvOp> expand() {
    return expansion
        ? Optional.of(new ConvOp(input, middle, 1, 1, 1, true, activation))
        : Optional.empty();
  }

  /** The depthwise convolution. */
  public ConvOp depthwise() {
    return new ConvOp(
        new FeatureShape(middle, input.height(), input.width()),
        middle,
        kernel,
        stride,
        middle,
        true,
        activation);
  }

  /**
   * Squeeze-and-excitation on the depthwise convolution's output; empty where the block has none.
   */
  public Optional<SqueezeExcite> excite() {
    return squeezeExcite ? Optional.of(new SqueezeExcite(middle)) : Optional.empty();
  }

  /** The 1x1 projection. */
  public ConvOp project() {
    return new ConvOp(depthwise().output(), outChannels, 1, 1, 1, true, Activation.NONE);
  }

  /** Whether the input is added to the projection's output. */
  public boolean shortcut() {
    return stride == 1 && input.channels() == outChannels;
  }

  @Override
  public FeatureShape output() {
    return input.convolved(outChannels, stride);
  }

  @Override
  public long macs() {
    return expand().map(ConvOp::macs).orElse(0L)
        + depthwise().macs()
        + excite().map(SqueezeExcite::macs).orElse(0L)
        + project().macs();
  }

  /** Parameters named {@code expand.*}, {@code depthwise.*}, {@code se.*}, {@code project.*}. */
  @Override
  public List<WeightSpec> weights() {
    List<WeightSpec> weights = new ArrayList<>();
    expand().ifPresent(part -> weights.addAll(part.weights("expand.")));
    weights.addAll(depthwise().weights("depthwise."));
    excite().ifPresent(part -> weights.addAll(part.weights("se.")));
    weights.addAll(project().weights("project."));
    return weights;
  }

  @Override
  public boolean givesScores() {
    return false;
  }

  @Override
  public <R> R on(Cases<R> cases) {
    return cases.mbConv(this);
  }

  @Override
  public String key() {
    // %s, not %d: keys have the same digits in every locale.
    return "mbconv-in:%s-out:%s-mid:%s-k%s-s%s-%s-%s-%s"
        .formatted(
            input,
            output(),
            middle,
            kernel,
            stride,
            activation.text(),
            squeezeExcite ? "se" : "nose",
            expansion ? "expand" : "noexpand");
  }
}
