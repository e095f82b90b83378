package io.edgenas.onnx.emit;

import io.edgenas.base.statistics.Interval;
import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import io.edgenas.network.Arch;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.file.Accuracy;
import io.edgenas.onnx.file.Latency;
import io.edgenas.onnx.file.ModelMetadata;
import io.edgenas.onnx.file.ModelProvenance;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.Operation;
import io.edgenas.operation.WeightSpec;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What the tests of this package emit. */
public final class Samples {
  public static final WeightSource WEIGHTS = new RandomWeights(7);

  private Samples() {}

  /** Smallest, largest and 20 random networks of the tiny space. */
  static List<Arch> archs() {
    List<Arch> archs = new ArrayList<>(TinySpace.randomArchs(20, 11));
    archs.add(TinySpace.SPACE.smallest());
    archs.add(TinySpace.SPACE.largest());
    return archs;
  }

  public static Network largest() {
    return TinySpace.lower(TinySpace.SPACE.largest());
  }

  /** What an operation takes: an image where it has the channels of one. */
  public static Border border(Operation operation) {
    boolean image = operation.input().channels() == 1 || operation.input().channels() == 3;
    return image ? Border.IMAGE : Border.INNER;
  }

  /** {@code count} images of normally distributed values. */
  public static List<float[]> images(FeatureShape shape, int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] image = new float[(int) shape.size()];
      for (int j = 0; j < image.length; j++) {
        image[j] = (float) random.nextGaussian();
      }
      images.add(image);
    }
    return images;
  }

  /** What a lone operation takes: the input, and in the place of each other term a constant. */
  public static List<double[]> loneInputs(Operation operation, float[] input, double term) {
    List<double[]> inputs = new ArrayList<>();
    for (FeatureShape shape : operation.inputs()) {
      double[] values = new double[(int) shape.size()];
      boolean first = inputs.isEmpty();
      Arrays.setAll(values, i -> first ? input[i] : term);
      inputs.add(values);
    }
    return inputs;
  }

  public static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** The same weights but for the first value of one parameter, which is multiplied. */
  public static WeightSource sabotaged(String layerName, String weightName, float factor) {
    return new WeightSource() {
      @Override
      public float[] values(Layer layer, WeightSpec weight) {
        float[] values = WEIGHTS.values(layer, weight);
        if (layer.name().equals(layerName) && weight.name().equals(weightName)) {
          values[0] *= factor;
        }
        return values;
      }
    };
  }

  public static ModelMetadata metadata(Network network) {
    int channels = network.channels();
    return new ModelMetadata(
        network.arch(),
        SpaceIdentity.of(TinySpace.SPACE),
        TinySpace.TASK.labels(),
        InputContract.of(
            channels, network.arch().resolution(), Fit.CROP, List.of(0.5), List.of(0.25)),
        Optional.of(Accuracy.measured(0.8125, 2000, Interval.ofShare(1625, 2000), "test images")),
        Optional.of(
            new Latency(
                "bench-1",
                "cpu-fp32-t1-b1",
                1.25,
                OptionalDouble.of(1.5),
                OptionalDouble.of(812.5),
                OptionalDouble.empty())),
        new ModelProvenance(
            "0.1.0", Optional.of("ab".repeat(32)), Optional.empty(), OptionalLong.of(42)));
  }
}
