package io.edgenas.supernet.elastic;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.operation.WeightSpec;
import io.edgenas.supernet.norm.BatchNormStatistics;
import io.edgenas.supernet.store.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Means and variances that another trainer kept for the largest network while it trained. Subnets
 * use the first channels of them, which is wrong for every subnet but is what once-for-all does
 * without recalibration.
 */
public final class RunningStatistics {
  private static final String MEAN = ".mean";
  private static final String VARIANCE = ".variance";

  private RunningStatistics() {}

  /** Number of channels of each tensor, by name: {@code stem.bn.mean}, {@code stem.bn.variance}. */
  public static Map<String, Integer> channels(Network largest) {
    Map<String, Integer> channels = new LinkedHashMap<>();
    for (Layer layer : largest.layers()) {
      for (WeightSpec weight : layer.operation().weights()) {
        if (!weight.role().trainable()) {
          channels.put(ParameterSpec.name(layer, weight), weight.size());
        }
      }
    }
    return channels;
  }

  /**
   * Makes sure that these are the statistics of exactly this network.
   *
   * @throws BadInputException naming the first that is missing, of another size or no number, or
   *     negative where it is a variance
   */
  public static void check(Network largest, Map<String, Tensor> values) {
    Map<String, Integer> channels = channels(largest);
    channels.forEach(
        (name, width) -> {
          Tensor found = values.get(name);
          if (found == null || found.shape().size() != 1 || found.size() != width) {
            throw new BadInputException(
                "batch-norm statistic '" + name + "' of " + width + " channels is missing");
          }
          requireUsable(name, found);
        });
    if (values.size() != channels.size()) {
      throw new BadInputException("there are batch-norm statistics that the supernet has not");
    }
  }

  private static void requireUsable(String name, Tensor found) {
    for (float value : found.values()) {
      if (!Float.isFinite(value) || (name.endsWith(VARIANCE) && value < 0)) {
        throw new BadInputException(
            "batch-norm statistic '" + name + "' has the value " + value + ": is it damaged?");
      }
    }
  }

  /**
   * The statistics of the largest network; {@link BatchNormStatistics#cutTo} gives a subnet's.
   *
   * @throws BadInputException as {@link #check}
   */
  public static BatchNormStatistics of(Network largest, Map<String, Tensor> values) {
    check(largest, values);
    Map<String, float[]> means = new HashMap<>();
    Map<String, float[]> variances = new HashMap<>();
    values.forEach(
        (name, tensor) -> {
          if (name.endsWith(MEAN)) {
            means.put(name.substring(0, name.length() - MEAN.length()), tensor.values());
          } else {
            variances.put(name.substring(0, name.length() - VARIANCE.length()), tensor.values());
          }
        });
    return new BatchNormStatistics(largest.arch(), means, variances);
  }
}
