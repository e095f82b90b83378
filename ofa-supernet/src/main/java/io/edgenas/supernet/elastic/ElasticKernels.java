package io.edgenas.supernet.elastic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.edgenas.operation.ConvOp;
import io.edgenas.supernet.engine.TorchCalls;
import java.util.List;
import java.util.Map;

/**
 * Elastic kernels of depthwise convolutions: the centre of the next larger kernel times a learned
 * matrix that all channels of the block share (Cai et al., Once-for-All, section 3.3; {@code
 * DynamicSeparableConv2d} with {@code KERNEL_TRANSFORM_MODE = 1}). From 7 to 3 the way is over 5.
 */
final class ElasticKernels {
  private final Parameters parameters;
  private final Map<String, List<Integer>> choices;

  /**
   * @param choices the kernel sizes that a block may have, ascending, by its layer's name
   */
  ElasticKernels(Map<String, List<Integer>> choices, Parameters parameters) {
    this.parameters = parameters;
    this.choices = choices;
  }

  /**
   * The kernels {@code [channels, 1, k, k]} of one block, for its first channels.
   *
   * @param scope manager of the result
   */
  NDArray kernel(String layer, ConvOp depthwise, NDManager scope) {
    String name = layer + ".depthwise.weight";
    int channels = depthwise.outChannels();
    int wanted = depthwise.kernel();
    List<Integer> kernels = choices.getOrDefault(layer, List.of(wanted));
    int index = kernels.size() - 1;
    int kernel = kernels.get(index);
    if (kernel == wanted) {
      return parameters.prefix(name, scope, channels, 1, kernel, kernel);
    }
    NDArray array = parameters.array(name);
    try (NDManager inner = scope.newSubManager()) {
      while (kernel != wanted) {
        int smaller = kernels.get(--index);
        NDArray centre = centre(array, channels, kernel, smaller, inner);
        array = transformed(layer, centre, kernel, smaller, inner);
        kernel = smaller;
      }
      array.attach(scope);
      return array;
    }
  }

  private static NDArray centre(
      NDArray array, int channels, int kernel, int smaller, NDManager scope) {
    int margin = (kernel - smaller) / 2;
    int end = margin + smaller;
    return TorchCalls.window(
        array, new long[] {0, 0, margin, margin}, new long[] {channels, 1, end, end}, scope);
  }

  private NDArray transformed(
      String layer, NDArray centre, int kernel, int smaller, NDManager scope) {
    int area = smaller * smaller;
    String name = ParameterSpec.transformName(layer, kernel, smaller);
    NDArray matrix = parameters.prefix(name, scope, area, area);
    NDArray rows = centre.reshape(new Shape(-1, area));
    return rows.getNDArrayInternal()
        .linear(rows, matrix, null)
        .singletonOrThrow()
        .reshape(new Shape(-1, 1, smaller, smaller));
  }
}
