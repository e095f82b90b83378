package io.edgenas.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.fixtures.Reference;
import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.emit.AffineModelEmitter;
import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.ExportException;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.int8.ActivationRanges;
import io.edgenas.onnx.int8.Int8Emitter;
import io.edgenas.operation.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
  private static final double[] WEIGHTS = {0.5, -2, 4};

  @TempDir Path folder;

  @Test
  void affineModelGivesTheProduct() {
    try (OnnxModel model = affine()) {
      assertEquals("features", model.inputName());
      assertEquals("top1", model.outputName());
      assertEquals(List.of(-1, 3), model.inputShape());
      assertEquals(List.of(-1, 1), model.outputShape());
      assertEquals(Map.of("fitted", "yes"), model.metadata());
      assertArrayEquals(
          new float[] {10.5f, 12}, model.run(new float[] {1, 0, 0, 4, 2, 1}, 2), 1e-6f);
    }
  }

  @Test
  void affineModelRefusesValuesThatAreNotFinite() {
    assertThrows(
        ExportException.class,
        () -> AffineModelEmitter.emit(new double[] {1, Double.NaN}, 0, Map.of()));
    assertThrows(
        ExportException.class, () -> AffineModelEmitter.emit(new double[] {1}, 1e300, Map.of()));
  }

  @Test
  void batchesMayChangeFromRunToRun() {
    try (OnnxModel model = affine()) {
      for (int batch : new int[] {1, 5, 2, 5, 1000, 1}) {
        float[] rows = new float[3 * batch];
        for (int i = 0; i < batch; i++) {
          rows[3 * i] = i;
        }
        float[] found = model.run(rows, batch);
        assertEquals(batch, found.length);
        assertEquals(10 + 0.5 * (batch - 1), found[batch - 1], 1e-3);
      }
    }
  }

  @Test
  void resultsOfEarlierRunsStay() {
    try (OnnxModel model = affine()) {
      float[] first = model.run(new float[] {1, 0, 0}, 1);
      model.run(new float[] {9, 9, 9}, 1);
      assertEquals(10.5f, first[0]);
    }
  }

  @Test
  void publishedPredictorGivesTheSameInBatchesAsAlone() {
    Path file = Reference.folder("ofa-note10").resolve("accuracy_predictor.onnx");
    try (OnnxModel model = OnnxModel.load(file, RuntimeConfig.DEFAULT)) {
      assertEquals(List.of(-1, 128), model.inputShape());
      float[] rows = new float[500 * 128];
      for (int i = 0; i < 500; i++) {
        rows[i * 128 + i % 128] = 1;
      }
      float[] together = model.run(rows, 500);
      float[] row = Arrays.copyOfRange(rows, 77 * 128, 78 * 128);
      assertEquals(model.run(row, 1)[0], together[77], 1e-6);
      assertTrue(together[77] > 0.5 && together[77] < 1, "top1 " + together[77]);
    }
  }

  @Test
  void preparedRunGivesWhatRunGives() {
    Operation operation = Operation.parse("conv-in:3x8x8-out:4x4x4-k3-s2-g1-bn-hswish");
    byte[] onnx =
        new Float32Emitter()
            .operation(
                operation, Border.INNER, new RandomWeights(3), EmitOptions.DEFAULT.withBatch(2));
    float[] input = new float[2 * 3 * 8 * 8];
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) Math.sin(i);
    }
    try (OnnxModel model = OnnxModel.load(onnx, "conv", RuntimeConfig.cpu(2));
        PreparedRun run = model.prepare(2)) {
      run.setInput(input);
      run.run();
      float[] first = run.output();
      run.run();
      assertArrayEquals(first, run.output());
      assertArrayEquals(model.run(input, 2), first);
    }
  }

  @Test
  void refusesABatchThatTheFileDoesNotHave() {
    byte[] onnx =
        new Float32Emitter()
            .operation(
                Operation.parse("linear-in:6-out:3"),
                Border.INNER,
                new RandomWeights(1),
                EmitOptions.DEFAULT);
    try (OnnxModel model = OnnxModel.load(onnx, "fixed.onnx", RuntimeConfig.DEFAULT)) {
      BadInputException e =
          assertThrows(BadInputException.class, () -> model.run(new float[12], 2));
      assertTrue(e.getMessage().contains("fixed.onnx: batch 2"), e.getMessage());
      assertThrows(BadInputException.class, () -> model.prepare(0));
    }
  }

  @Test
  void refusesAnInputOfAnotherLength() {
    try (OnnxModel model = affine()) {
      assertThrows(IllegalArgumentException.class, () -> model.run(new float[4], 1));
    }
  }

  @Test
  void takesIntegersOnlyWhereAPartOfANetworkIsMeant() {
    byte[] onnx =
        new Int8Emitter(ActivationRanges.PROFILING)
            .operation(
                Operation.parse("pool-in:2x2x2"),
                Border.INNER,
                new RandomWeights(1),
                EmitOptions.DEFAULT);
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> OnnxModel.load(onnx, "u8.onnx", RuntimeConfig.DEFAULT));
    assertTrue(e.getMessage().contains("u8.onnx: input 'input' is not a float32"), e.getMessage());
    try (OnnxModel model = OnnxModel.loadPart(onnx, "u8.onnx", RuntimeConfig.DEFAULT)) {
      float[] means = model.run(new float[] {10.4f, 10, 10, 10, -1, 300, 200, 200}, 1);
      assertArrayEquals(new float[] {10, 164}, means, 1);
    }
  }

  @Test
  void refusesAFileThatIsNotOnnx() throws Exception {
    Path file = Files.writeString(folder.resolve("text.onnx"), "this is not a model");
    BadInputException e =
        assertThrows(BadInputException.class, () -> OnnxModel.load(file, RuntimeConfig.DEFAULT));
    assertTrue(e.getMessage().contains("text.onnx is not an ONNX file"), e.getMessage());
  }

  @Test
  void runsNoMoreAfterClosing() {
    OnnxModel model = affine();
    PreparedRun run = model.prepare(1);
    model.run(new float[3], 1);
    model.close();
    model.close();
    assertThrows(IllegalStateException.class, run::run);
    assertThrows(IllegalStateException.class, () -> model.run(new float[3], 1));
    run.close();
    run.close();
    assertThrows(IllegalStateException.class, run::run);
  }

  private static OnnxModel affine() {
    byte[] onnx = AffineModelEmitter.emit(WEIGHTS, 10, Map.of("fitted", "yes"));
    return OnnxModel.load(onnx, "affine.onnx", RuntimeConfig.DEFAULT);
  }
}
