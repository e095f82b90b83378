package io.edgenas.pipeline.adapter;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.onnx.child.IsolatedRuntime;
import io.edgenas.onnx.runtime.InferenceException;
import io.edgenas.search.accuracy.ArchFeatures;
import io.edgenas.search.accuracy.RidgeAccuracyModel;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The accuracy model of a supernet's folder, damaged, every third time with knowledge of the
 * format: it is refused, or it answers.
 */
class MutatedAccuracyModelTest {
  private static final int MUTATIONS = 300;
  private static final List<Arch> ARCHS = TinySpace.randomArchs(30, 2);
  private static final long[] ODD = {0, -1, 1, 7, 1 << 20, Integer.MAX_VALUE, 1L << 40};
  private static final List<String> ODD_TEXTS =
      List.of("", "[]", "[0]", "[12,12]", "[-1]", "[999999999]", "\"x\"", "{", "null", "[1e9]");

  private final SplittableRandom random = new SplittableRandom(3);

  @TempDir Path temp;

  private Path written() throws IOException {
    List<EvaluatedArch> samples = new ArrayList<>();
    for (Arch arch : ARCHS) {
      samples.add(new EvaluatedArch(arch, 0.5 + 0.4 * random.nextDouble(), 1_000));
    }
    Path file = temp.resolve("accuracy-model.onnx");
    AccuracyModelFile.write(
        file,
        RidgeAccuracyModel.fit(
            new ArchFeatures(TinySpace.SPACE, TinySpace.SPACE.resolutions()), samples));
    return file;
  }

  @Test
  void answersOrIsRefused() throws IOException {
    Path file = written();
    byte[] original = Files.readAllBytes(file);
    int refused = 0;
    try (IsolatedRuntime runtime = new IsolatedRuntime()) {
      for (int i = 0; i < MUTATIONS; i++) {
        Files.write(file, i % 3 == 0 ? restructured(original) : flipped(original));
        try (OnnxAccuracy accuracy = AccuracyModelFile.open(file, TinySpace.SPACE, runtime)) {
          assertTrue(accuracy.top1(ARCHS).length == ARCHS.size());
        } catch (BadInputException | InferenceException e) {
          assertFalse(e.getMessage().isBlank());
          refused++;
        }
      }
    }
    assertTrue(refused > MUTATIONS / 4 && refused < MUTATIONS, refused + " refused");
  }

  private byte[] flipped(byte[] original) {
    byte[] bytes = original.clone();
    for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** Another size of an input, output or weight, or another text in the metadata. */
  private byte[] restructured(byte[] original) throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(original).toBuilder();
    long odd = ODD[random.nextInt(ODD.length)];
    switch (random.nextInt(4)) {
      case 0 ->
          dimension(
              model
                  .getGraphBuilder()
                  .getInputBuilder(0)
                  .getTypeBuilder()
                  .getTensorTypeBuilder()
                  .getShapeBuilder(),
              odd);
      case 1 ->
          dimension(
              model
                  .getGraphBuilder()
                  .getOutputBuilder(0)
                  .getTypeBuilder()
                  .getTensorTypeBuilder()
                  .getShapeBuilder(),
              odd);
      case 2 -> {
        int at = random.nextInt(model.getGraph().getInitializerCount());
        model.getGraphBuilder().getInitializerBuilder(at).setDims(0, odd);
      }
      default -> {
        int at = random.nextInt(model.getMetadataPropsCount());
        StringStringEntryProto.Builder entry = model.getMetadataPropsBuilder(at);
        entry.setValue(ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size())));
      }
    }
    return model.build().toByteArray();
  }

  private void dimension(TensorShapeProto.Builder shape, long size) {
    shape.getDimBuilder(random.nextInt(shape.getDimCount())).setDimValue(size);
  }
}
