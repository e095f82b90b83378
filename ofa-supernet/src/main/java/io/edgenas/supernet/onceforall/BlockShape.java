package io.edgenas.supernet.onceforall;

import io.edgenas.base.input.BadInputException;
import io.edgenas.operation.Channels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the tensors of one elastic block say about it.
 *
 * @param input channels
 * @param middle largest number of channels between expansion and projection
 * @param output channels
 * @param kernels sides of the depthwise kernels, ascending: the largest, and those that transform
 *     matrices lead to
 */
record BlockShape(int input, int middle, int output, List<Integer> kernels, boolean squeezeExcite) {
  private static final int MAX_EXPAND = 16;

  /** Reads block {@code index}; its shapes are checked in full when the weights are read. */
  static BlockShape of(int index, Shapes shapes) {
    String block = "blocks." + index + ".conv.";
    List<Integer> expand = shapes.required(block + "inverted_bottleneck.conv.weight", 4);
    List<Integer> project = shapes.required(block + "point_linear.conv.weight", 4);
    int kernel = shapes.required(block + "depth_conv.conv.weight", 4).get(3);
    List<Integer> kernels = new ArrayList<>(List.of(kernel));
    for (int next = kernel - 2; next > 0; next -= 2) {
      int larger = kernels.get(kernels.size() - 1);
      if (shapes.has(block + "depth_conv.conv." + larger + "to" + next + "_matrix")) {
        kernels.add(next);
      }
    }
    Collections.reverse(kernels);
    return new BlockShape(
        expand.get(1),
        expand.get(0),
        project.get(0),
        List.copyOf(kernels),
        shapes.has(block + "depth_conv.se.fc.reduce.weight"));
  }

  /** The expand ratio that makes so many middle channels. */
  int expand(int index) {
    for (int expand = 1; expand <= MAX_EXPAND; expand++) {
      if (Channels.middle(input, expand) == middle) {
        return expand;
      }
    }
    throw new BadInputException(
        "block "
            + index
            + " has "
            + middle
            + " middle channels on "
            + input
            + ": no expand ratio from 1 to "
            + MAX_EXPAND
            + " gives that");
  }
}
