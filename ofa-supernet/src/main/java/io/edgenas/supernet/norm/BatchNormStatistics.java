package io.edgenas.supernet.norm;

import io.edgenas.network.Arch;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.operation.WeightSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Mean and (biased) variance of every batch norm of one subnet: the result of recalibration, valid
 * for that subnet at that resolution and for no other. Immutable.
 */
public final class BatchNormStatistics {
  private final Arch arch;
  private final Map<String, float[]> means;
  private final Map<String, float[]> variances;

  public BatchNormStatistics(
      Arch arch, Map<String, float[]> means, Map<String, float[]> variances) {
    this.arch = arch;
    this.means = new LinkedHashMap<>(means);
    this.variances = new LinkedHashMap<>(variances);
  }

  /** The subnet that they belong to. */
  public Arch arch() {
    return arch;
  }

  /**
   * A copy of the means of one batch norm, {@code [channels]}.
   *
   * @param name for example {@code stage1.block2.expand.bn}
   * @throws IllegalArgumentException if the subnet has no such batch norm
   */
  public float[] mean(String name) {
    return get(means, name);
  }

  /** A copy of the variances of one batch norm, see {@link #mean}. */
  public float[] variance(String name) {
    return get(variances, name);
  }

  private float[] get(Map<String, float[]> values, String name) {
    float[] found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException("subnet " + arch + " has no batch norm " + name);
    }
    return found.clone();
  }

  /**
   * These statistics cut to the channels of a smaller subnet. They are wrong for it: this is what
   * skipping recalibration means, for comparison only.
   *
   * @throws IllegalArgumentException if {@code network} is not contained in this subnet
   */
  public BatchNormStatistics cutTo(Network network) {
    Map<String, float[]> cutMeans = new LinkedHashMap<>();
    Map<String, float[]> cutVariances = new LinkedHashMap<>();
    for (Layer layer : network.layers()) {
      norms(layer)
          .forEach(
              (name, channels) -> {
                cutMeans.put(name, first(mean(name), channels, name));
                cutVariances.put(name, first(variance(name), channels, name));
              });
    }
    return new BatchNormStatistics(network.arch(), cutMeans, cutVariances);
  }

  private float[] first(float[] values, int channels, String name) {
    if (channels > values.length) {
      throw new IllegalArgumentException(
          name + " has " + channels + " channels, " + values.length + " in subnet " + arch);
    }
    return Arrays.copyOf(values, channels);
  }

  /** Names and channels of a layer's batch norms. */
  private static Map<String, Integer> norms(Layer layer) {
    Map<String, Integer> norms = new LinkedHashMap<>();
    layer.operation().weights().stream()
        .filter(weight -> weight.role() == WeightSpec.Role.BN_MEAN)
        .forEach(
            weight ->
                norms.put(
                    layer.name() + "." + weight.name().replaceFirst("\\.mean$", ""),
                    weight.size()));
    return norms;
  }
}
