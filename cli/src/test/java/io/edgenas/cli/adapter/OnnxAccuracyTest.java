package io.edgenas.cli.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.export.AffineModelEmitter;
import io.edgenas.fixtures.TinySpace;
import io.edgenas.input.BadInputException;
import io.edgenas.network.Network;
import io.edgenas.runtime.OnnxModel;
import io.edgenas.runtime.RuntimeConfig;
import io.edgenas.search.accuracy.FeatureEncoding;
import io.edgenas.space.ArchSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxAccuracyTest {
  private static final double[] WEIGHTS = {0.01, 0.25};
  private static final double BIAS = 0.125;

  /** Resolution, and parameters in units of 100,000. */
  private static final class TwoFeatures implements FeatureEncoding {
    @Override
    public List<String> names() {
      return List.of("resolution", "parameters");
    }

    @Override
    public void encode(ArchSpec arch, float[] target, int offset) {
      Network network = TinySpace.lower(arch);
      target[offset] = arch.resolution();
      target[offset + 1] = network.params() / 1e5f;
    }
  }

  private static OnnxAccuracy accuracy() {
    return OnnxAccuracy.of(
        model(WEIGHTS), new TwoFeatures(), TinySpace.SPACE.resolutions(), "accuracy.onnx");
  }

  private static OnnxModel model(double[] weights) {
    byte[] onnx = AffineModelEmitter.emit(weights, BIAS, Map.of());
    return OnnxModel.load(onnx, "accuracy.onnx", RuntimeConfig.DEFAULT);
  }

  private static double expected(ArchSpec arch) {
    float[] features = new TwoFeatures().encode(arch);
    return WEIGHTS[0] * features[0] + WEIGHTS[1] * features[1] + BIAS;
  }

  @Test
  void givesWhatTheFileComputes() {
    List<ArchSpec> archs = TinySpace.randomArchs(300, 1);
    try (OnnxAccuracy accuracy = accuracy()) {
      double[] expected = archs.stream().mapToDouble(OnnxAccuracyTest::expected).toArray();
      assertArrayEquals(expected, accuracy.top1(archs), 1e-6);
    }
  }

  @Test
  void answersTheSameInAnyCompany() {
    List<ArchSpec> archs = TinySpace.randomArchs(300, 1);
    try (OnnxAccuracy accuracy = accuracy()) {
      double[] together = accuracy.top1(archs);
      for (int i = 0; i < archs.size(); i += 37) {
        assertEquals(together[i], accuracy.top1(archs.subList(i, i + 1))[0]);
      }
    }
  }

  @Test
  void refusesAModelOfAnotherEncoding() {
    try (OnnxModel model = model(new double[128])) {
      Exception refused =
          assertThrows(
              BadInputException.class,
              () -> OnnxAccuracy.of(model, new TwoFeatures(), List.of(12), "accuracy.onnx"));
      assertTrue(refused.getMessage().contains("accuracy.onnx has input shape [-1, 128]"));
      assertTrue(refused.getMessage().contains("[batch, 2]"), refused.getMessage());
    }
  }
}
