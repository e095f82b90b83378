package io.edgenas.onnx.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Network;
import io.edgenas.onnx.int8.ActivationRanges;
import io.edgenas.onnx.int8.Int8Emitter;
import io.edgenas.onnx.runtime.ElementType;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.space.fixtures.SmallGraph;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A network that is no chain gives in ONNX Runtime what its layers are defined to give. */
class GraphEmissionTest {
  /** Found was 0.02; a wrong scale or a missing edge gives about 1. */
  private static final double MOST_NOISE = 0.1;

  private final Network network = SmallGraph.network();
  private final List<float[]> images = Samples.images(network.input(), 16, 3);

  @Test
  void inFloat32() {
    ReferenceInterpreter reference = new ReferenceInterpreter(Samples.WEIGHTS);
    byte[] onnx = new Float32Emitter().network(network, Samples.WEIGHTS, EmitOptions.DEFAULT);
    try (OnnxModel model = OnnxModel.load(onnx, "graph", RuntimeConfig.DEFAULT)) {
      assertEquals("scores", model.outputName());
      for (float[] image : images) {
        float[] expected = Samples.toFloats(reference.run(network, image));
        assertArrayEquals(expected, model.run(image, 1), 1e-5f * largest(expected));
      }
    }
  }

  @Test
  void inIntegers() {
    ActivationRanges ranges = new ObservedRanges(Samples.WEIGHTS, network, images);
    ReferenceInterpreter reference = new ReferenceInterpreter(Samples.WEIGHTS);
    NoiseRatio noise = new NoiseRatio();
    byte[] onnx = new Int8Emitter(ranges).network(network, Samples.WEIGHTS, EmitOptions.DEFAULT);
    try (OnnxModel model = OnnxModel.load(onnx, "graph", RuntimeConfig.DEFAULT)) {
      assertEquals(ElementType.FLOAT32, model.outputType());
      for (float[] image : images) {
        noise.add(reference.run(network, image), model.run(image, 1));
      }
    }
    assertTrue(noise.value() < MOST_NOISE, "noise is " + noise.value() + " of the signal");
  }

  @Test
  void severalImagesAtOnceInFloat32() {
    byte[] onnx =
        new Float32Emitter()
            .network(network, Samples.WEIGHTS, EmitOptions.DEFAULT.withDynamicBatch());
    float[] two = new float[2 * images.get(0).length];
    System.arraycopy(images.get(0), 0, two, 0, two.length / 2);
    System.arraycopy(images.get(1), 0, two, two.length / 2, two.length / 2);
    try (OnnxModel model = OnnxModel.load(onnx, "graph", RuntimeConfig.DEFAULT)) {
      float[] scores = model.run(two, 2);
      for (int i = 0; i < 2; i++) {
        float[] alone = model.run(images.get(i), 1);
        float[] part = Arrays.copyOfRange(scores, 4 * i, 4 * i + 4);
        assertArrayEquals(alone, part, 1e-5f * largest(alone));
      }
    }
  }

  private static float largest(float[] values) {
    float largest = 1;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
