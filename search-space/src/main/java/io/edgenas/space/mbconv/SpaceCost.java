package io.edgenas.space.mbconv;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.space.CostLimits;
import java.util.List;
import java.util.Optional;

/**
 * What the largest network of a space would take, added up part by part without building anything:
 * every number of a space can be allowed and their product still ask for more memory than the
 * machine has. Channels are taken unrounded, and images with three.
 */
final class SpaceCost {
  private static final int IMAGE_CHANNELS = 3;

  private long side;
  private long channels = IMAGE_CHANNELS;
  private final CostLimits limits = new CostLimits();

  private SpaceCost(int resolution) {
    this.side = resolution;
  }

  /**
   * Adds up all parts.
   *
   * @throws InvalidValueException naming the part with which the largest network has too many
   *     parameters, multiplications or values in one feature map
   */
  static void require(
      StemSpec stem,
      Optional<FirstBlockSpec> firstBlock,
      List<StageSpec> stages,
      HeadSpec head,
      int resolution) {
    SpaceCost cost = new SpaceCost(resolution);
    cost.convolve("stem", stem.kernel(), stem.stride(), stem.width());
    firstBlock.ifPresent(
        block -> cost.block("first_block", 0, block.kernel(), 1, block.width(), false));
    for (int i = 0; i < stages.size(); i++) {
      StageSpec stage = stages.get(i);
      for (int j = 0; j < stage.maxDepth(); j++) {
        cost.block(
            "stages[" + i + "] (widths, depths, kernels, expands)",
            stage.maxExpand(),
            stage.maxKernel(),
            j == 0 ? stage.stride() : 1,
            stage.maxWidth(),
            stage.squeezeExcite());
      }
    }
    cost.convolve("head: expand_width", 1, 1, head.expandWidth());
    cost.side = 1;
    head.mixWidth().ifPresent(width -> cost.convolve("head: mix_width", 1, 1, width));
  }

  /** An inverted bottleneck; {@code expand} 0 stands for none. */
  private void block(
      String part, int expand, int kernel, int stride, int width, boolean squeezeExcite) {
    long middle = channels * Math.max(1, expand);
    if (expand > 0) {
      convolve(part, 1, 1, middle);
    }
    side = (side + stride - 1) / stride;
    long perPixel = middle * kernel * kernel;
    limits.add(part, perPixel, perPixel * side * side, middle * side * side);
    if (squeezeExcite) {
      long squeezed = Math.max(1, middle / 4);
      limits.add(part, 2 * middle * squeezed, 2 * middle * squeezed, middle);
    }
    convolve(part, 1, 1, width);
  }

  private void convolve(String part, int kernel, int stride, long width) {
    side = (side + stride - 1) / stride;
    long perPixel = channels * kernel * kernel * width;
    limits.add(part, perPixel, perPixel * side * side, width * side * side);
    channels = width;
  }
}
