package io.edgenas.onnx.emit;

import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.int8.ActivationRange;
import io.edgenas.onnx.int8.ActivationRanges;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The smallest and largest values that calibration images give, as a shipped file needs them. */
public final class ObservedRanges implements ActivationRanges {
  private final Map<String, ActivationRange> ranges = new HashMap<>();

  /**
   * @param input name of the layers' input
   */
  public ObservedRanges(
      WeightSource weights, List<Layer> layers, String input, List<float[]> images) {
    ReferenceInterpreter interpreter = new ReferenceInterpreter(weights, this::add);
    for (float[] image : images) {
      double[] values = new double[image.length];
      for (int i = 0; i < image.length; i++) {
        values[i] = image[i];
      }
      add(input, values);
      interpreter.run(layers, image);
    }
  }

  /** Of a network of any form. */
  ObservedRanges(WeightSource weights, Network network, List<float[]> images) {
    ReferenceInterpreter interpreter = new ReferenceInterpreter(weights, this::add);
    for (float[] image : images) {
      double[] values = new double[image.length];
      for (int i = 0; i < image.length; i++) {
        values[i] = image[i];
      }
      add(OnnxFile.NETWORK_INPUT, values);
      interpreter.run(network, image);
    }
  }

  private void add(String name, double[] values) {
    ActivationRange known = ranges.getOrDefault(name, new ActivationRange(0, 0));
    double min = known.min();
    double max = known.max();
    for (double value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    ranges.put(name, new ActivationRange(min, max));
  }

  @Override
  public ActivationRange of(String value) {
    if (!ranges.containsKey(value)) {
      throw new IllegalArgumentException("no value " + value + " among " + ranges.keySet());
    }
    return ranges.get(value);
  }
}
