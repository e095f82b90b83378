package io.edgenas.supernet.elastic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.edgenas.network.Arch;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.WeightSource;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.WeightSpec;
import io.edgenas.supernet.norm.BatchNormStatistics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The weights of one subnet as plain arrays, cut out of the supernet, kernels transformed, with its
 * recalibrated statistics: what the exporter writes. A copy that outlives the supernet.
 */
public final class SubnetWeights implements WeightSource {
  private final Arch arch;
  private final Map<String, float[]> values;

  private SubnetWeights(Arch arch, Map<String, float[]> values) {
    this.arch = arch;
    this.values = values;
  }

  /**
   * Cuts a subnet out; may be called on any thread.
   *
   * @throws IllegalArgumentException if the statistics belong to another subnet
   */
  public static SubnetWeights of(
      ElasticSupernet supernet, Network network, BatchNormStatistics statistics) {
    if (!statistics.arch().equals(network.arch())) {
      throw new IllegalArgumentException(
          "batch-norm statistics of " + statistics.arch() + " for subnet " + network.arch());
    }
    return supernet
        .thread()
        .call(
            () -> {
              Map<String, float[]> values = new HashMap<>();
              for (Layer layer : network.layers()) {
                for (WeightSpec weight : layer.operation().weights()) {
                  values.put(
                      ParameterSpec.name(layer, weight), cut(supernet, layer, weight, statistics));
                }
              }
              return new SubnetWeights(network.arch(), values);
            });
  }

  private static float[] cut(
      ElasticSupernet supernet, Layer layer, WeightSpec weight, BatchNormStatistics statistics) {
    String name = ParameterSpec.name(layer, weight);
    String norm = name.substring(0, name.lastIndexOf('.'));
    return switch (weight.role()) {
      case BN_MEAN -> statistics.mean(norm);
      case BN_VARIANCE -> statistics.variance(norm);
      default -> {
        try (NDManager scope = supernet.thread().manager().newSubManager()) {
          yield window(supernet, layer, weight, scope).toFloatArray();
        }
      }
    };
  }

  private static NDArray window(
      ElasticSupernet supernet, Layer layer, WeightSpec weight, NDManager scope) {
    Optional<MbConvOp> block = Bottleneck.of(layer);
    if (block.isPresent() && weight.name().equals("depthwise.weight")) {
      return supernet.kernels().kernel(layer.name(), block.get().depthwise(), scope);
    }
    int[] shape = weight.shape().stream().mapToInt(Integer::intValue).toArray();
    return supernet.parameters().prefix(ParameterSpec.name(layer, weight), scope, shape);
  }

  /** The subnet whose weights these are. */
  public Arch arch() {
    return arch;
  }

  @Override
  public float[] values(Layer layer, WeightSpec weight) {
    String name = ParameterSpec.name(layer, weight);
    float[] found = values.get(name);
    if (found == null || found.length != weight.size()) {
      throw new IllegalArgumentException(
          "subnet " + arch + " has no weight " + name + " of shape " + weight.shape());
    }
    return found.clone();
  }
}
