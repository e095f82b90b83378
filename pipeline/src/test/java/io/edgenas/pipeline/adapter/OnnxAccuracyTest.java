package io.edgenas.pipeline.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.onnx.child.IsolatedModel;
import io.edgenas.onnx.child.IsolatedRuntime;
import io.edgenas.onnx.emit.AffineModelEmitter;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.search.accuracy.FeatureEncoding;
import io.edgenas.space.fixtures.TinySpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxAccuracyTest {
  private static final double[] WEIGHTS = {0.01, 0.25};
  private static final double BIAS = 0.125;
  private static final double MARK = 1234.5;
  private static IsolatedRuntime runtime;

  /** Resolution, and parameters in units of 100,000. */
  private static final class TwoFeatures implements FeatureEncoding {
    @Override
    public List<String> names() {
      return List.of("resolution", "parameters");
    }

    @Override
    public void encode(Arch arch, float[] target, int offset) {
      Network network = TinySpace.lower(arch);
      target[offset] = arch.resolution();
      target[offset + 1] = network.params() / 1e5f;
    }
  }

  private static OnnxAccuracy accuracy() {
    return OnnxAccuracy.of(model(WEIGHTS), new TwoFeatures(), TinySpace.SPACE.resolutions());
  }

  private static IsolatedModel model(double[] weights) {
    byte[] onnx = AffineModelEmitter.emit(weights, BIAS, Map.of());
    return runtime.load(onnx, "accuracy.onnx", RuntimeConfig.DEFAULT);
  }

  @BeforeAll
  static void start() {
    runtime = new IsolatedRuntime();
  }

  @AfterAll
  static void end() {
    runtime.close();
  }

  private static double expected(Arch arch) {
    float[] features = new TwoFeatures().encode(arch);
    return WEIGHTS[0] * features[0] + WEIGHTS[1] * features[1] + BIAS;
  }

  @Test
  void givesWhatTheFileComputes() {
    List<Arch> archs = TinySpace.randomArchs(300, 1);
    try (OnnxAccuracy accuracy = accuracy()) {
      double[] expected = archs.stream().mapToDouble(OnnxAccuracyTest::expected).toArray();
      assertArrayEquals(expected, accuracy.top1(archs), 1e-6);
    }
  }

  @Test
  void answersTheSameInAnyCompany() {
    List<Arch> archs = TinySpace.randomArchs(300, 1);
    try (OnnxAccuracy accuracy = accuracy()) {
      double[] together = accuracy.top1(archs);
      for (int i = 0; i < archs.size(); i += 37) {
        assertEquals(together[i], accuracy.top1(archs.subList(i, i + 1))[0]);
      }
    }
  }

  @Test
  void refusesAModelOfAnotherEncoding() {
    try (IsolatedModel model = model(new double[128])) {
      Exception refused =
          assertThrows(
              BadInputException.class,
              () -> OnnxAccuracy.of(model, new TwoFeatures(), List.of(12)));
      assertTrue(refused.getMessage().contains("accuracy.onnx has input shape [-1, 128]"));
      assertTrue(refused.getMessage().contains("[batch, 2]"), refused.getMessage());
    }
  }

  /** A model that predicts the same for all; the exporter itself would not write all of these. */
  private static OnnxAccuracy predicting(float top1) {
    byte[] onnx = AffineModelEmitter.emit(new double[2], MARK, Map.of());
    ByteBuffer file = ByteBuffer.wrap(onnx).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i <= onnx.length - Float.BYTES; i++) {
      if (file.getFloat(i) == (float) MARK) {
        file.putFloat(i, top1);
      }
    }
    return OnnxAccuracy.of(
        runtime.load(onnx, "accuracy.onnx", RuntimeConfig.DEFAULT),
        new TwoFeatures(),
        TinySpace.SPACE.resolutions());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 8.7e29f, 1.6f, -0.6f})
  void refusesWhatCannotBeAnAccuracy(float predicted) {
    List<Arch> archs = TinySpace.randomArchs(1, 1);
    try (OnnxAccuracy accuracy = predicting(predicted)) {
      Exception refused = assertThrows(BadInputException.class, () -> accuracy.top1(archs));
      assertTrue(
          refused.getMessage().startsWith("accuracy.onnx predicts an accuracy of " + predicted),
          refused.getMessage());
      assertTrue(refused.getMessage().contains(archs.get(0).toString()), refused.getMessage());
    }
  }

  @Test
  void allowsWhatALineOvershoots() {
    List<Arch> archs = TinySpace.randomArchs(1, 1);
    try (OnnxAccuracy accuracy = predicting(1.2f)) {
      assertEquals(1.2, accuracy.top1(archs)[0], 1e-6);
    }
  }
}
