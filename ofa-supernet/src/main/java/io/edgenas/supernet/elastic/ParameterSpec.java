package io.edgenas.supernet.elastic;

import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.operation.WeightSpec;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One trainable parameter of a supernet, at the largest shape that any subnet uses.
 *
 * @param name {@code layer.weight}, for example {@code stage1.block2.expand.bn.gamma}
 * @param kind what it does
 * @param shape row-major, as in {@link WeightSpec}; kernel transforms {@code [k * k, k * k]}
 */
public record ParameterSpec(String name, Kind kind, List<Integer> shape) {
  /** What a parameter does, which decides how it starts and whether its size is held down. */
  public enum Kind {
    CONVOLUTION,
    LINEAR,
    BIAS,
    BN_GAMMA,
    BN_BETA,
    /** Matrix by which a depthwise kernel's centre becomes the next smaller kernel. */
    KERNEL_TRANSFORM;

    /** Whether weight decay applies: not to biases and batch norm, as in once-for-all. */
    public boolean decayed() {
      return this == CONVOLUTION || this == LINEAR || this == KERNEL_TRANSFORM;
    }
  }

  public ParameterSpec {
    shape = List.copyOf(shape);
  }

  /** Number of values. */
  public int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  /** The parameters of a space's supernet, in a fixed order. */
  public static List<ParameterSpec> of(MbConvSpace space, Task task) {
    Network largest = space.lower(task, space.largest());
    Map<String, List<Integer>> kernels = kernels(space, largest);
    List<ParameterSpec> specs = new ArrayList<>();
    for (Layer layer : largest.layers()) {
      for (WeightSpec weight : layer.operation().weights()) {
        if (weight.role().trainable()) {
          specs.add(new ParameterSpec(name(layer, weight), kind(weight.role()), weight.shape()));
        }
      }
      specs.addAll(transforms(layer.name(), kernels.getOrDefault(layer.name(), List.of())));
    }
    return List.copyOf(specs);
  }

  /** The kernel sizes that each block with a choice may have, ascending, by the layer's name. */
  static Map<String, List<Integer>> kernels(MbConvSpace space, Network largest) {
    Map<String, List<Integer>> kernels = new HashMap<>();
    for (Layer layer : largest.layers()) {
      layer
          .site()
          .stage()
          .ifPresent(stage -> kernels.put(layer.name(), space.stages().get(stage).kernels()));
    }
    return kernels;
  }

  private static List<ParameterSpec> transforms(String layer, List<Integer> kernels) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (int i = kernels.size() - 1; i > 0; i--) {
      int area = kernels.get(i - 1) * kernels.get(i - 1);
      specs.add(
          new ParameterSpec(
              transformName(layer, kernels.get(i), kernels.get(i - 1)),
              Kind.KERNEL_TRANSFORM,
              List.of(area, area)));
    }
    return specs;
  }

  static String transformName(String layer, int fromKernel, int toKernel) {
    return layer + ".depthwise.transform" + fromKernel + "to" + toKernel;
  }

  static String name(Layer layer, WeightSpec weight) {
    return layer.name() + "." + weight.name();
  }

  private static Kind kind(WeightSpec.Role role) {
    return switch (role) {
      case CONVOLUTION -> Kind.CONVOLUTION;
      case LINEAR -> Kind.LINEAR;
      case BIAS -> Kind.BIAS;
      case BN_GAMMA -> Kind.BN_GAMMA;
      case BN_BETA -> Kind.BN_BETA;
      case BN_MEAN, BN_VARIANCE ->
          throw new IllegalArgumentException("statistics are not parameters");
    };
  }
}
