package io.edgenas.space.mbconv;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import io.edgenas.operation.Activation;
import io.edgenas.space.Choices;
import io.edgenas.space.Limits;
import java.util.List;
import java.util.OptionalInt;

/**
 * One stage: a run of inverted bottlenecks (Sandler et al., MobileNetV2, section 3.3) of which the
 * first has the stage's stride. All lists hold the allowed choices in ascending order.
 *
 * @param widths output channels; more than one makes the stage's width elastic
 * @param depths numbers of blocks
 * @param kernels sides of the depthwise kernels, odd
 * @param expands expand ratios
 * @param stride 1 or 2
 * @param squeezeExcite whether the blocks have squeeze-and-excitation after the depthwise
 *     convolution
 */
public record StageSpec(
    List<Integer> widths,
    List<Integer> depths,
    List<Integer> kernels,
    List<Integer> expands,
    int stride,
    Activation activation,
    boolean squeezeExcite) {

  public StageSpec {
    widths = choices("stage width", widths, 1, Limits.MAX_WIDTH);
    depths = choices("stage depth", depths, 1, Limits.MAX_DEPTH);
    kernels = choices("stage kernel", kernels, 1, 11);
    for (int kernel : kernels) {
      Require.oneOf("stage kernel", kernel, Limits.KERNELS);
    }
    expands = choices("stage expand ratio", expands, 1, Limits.MAX_EXPAND);
    Require.oneOf("stage stride", stride, List.of(1, 2));
    if (activation == Activation.NONE) {
      throw new InvalidValueException("stage activation none is not allowed: relu or hswish");
    }
  }

  private static List<Integer> choices(String name, List<Integer> given, int min, int max) {
    return Choices.ascending(name, given, min, max, Limits.MAX_CHOICES);
  }

  /** Whether the width is a choice. */
  public boolean elasticWidth() {
    return widths.size() > 1;
  }

  /** The choices of this stage; a width that is fixed is no choice, and left out. */
  StageChoice choose(int width, List<BlockChoice> blocks) {
    return new StageChoice(elasticWidth() ? OptionalInt.of(width) : OptionalInt.empty(), blocks);
  }

  public int maxWidth() {
    return widths.get(widths.size() - 1);
  }

  public int maxDepth() {
    return depths.get(depths.size() - 1);
  }

  public int maxKernel() {
    return kernels.get(kernels.size() - 1);
  }

  public int maxExpand() {
    return expands.get(expands.size() - 1);
  }

  /** The choices, for people. */
  String describe() {
    return "width "
        + widths
        + ", depth "
        + depths
        + ", kernel "
        + kernels
        + ", expand "
        + expands
        + ", stride "
        + stride
        + ", "
        + activation.text()
        + (squeezeExcite ? ", squeeze_excite" : "");
  }
}
