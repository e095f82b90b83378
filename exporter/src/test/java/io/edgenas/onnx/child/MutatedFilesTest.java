package io.edgenas.onnx.child;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.emit.AffineModelEmitter;
import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.runtime.InferenceException;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.operation.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Damaged files are run or refused; nothing else may happen. */
class MutatedFilesTest {
  /** More for a long run: {@code -Dedgenas.mutations=20000}. */
  private static final int MUTATIONS = Integer.getInteger("edgenas.mutations", 2_000);

  private static final List<byte[]> SEEDS =
      List.of(
          emit("mbconv-in:8x6x6-out:8x6x6-mid:8-k3-s1-hswish-se-expand"),
          emit("conv-in:1x9x9-out:4x5x5-k3-s2-g1-bn-relu"),
          emit("linear-in:6-out:3"),
          AffineModelEmitter.emit(new double[] {1, 2, 3}, 4, Map.of("key", "value")));

  @Test
  void areRunOrRefused() {
    SplittableRandom random = new SplittableRandom(20);
    int run = 0;
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] file = mutate(SEEDS.get(i % SEEDS.size()), random);
      try (OnnxModel model = OnnxModel.load(file, "mutant.onnx", RuntimeConfig.DEFAULT)) {
        int values = model.inputShape().stream().reduce(1, (a, b) -> a * Math.abs(b));
        model.run(new float[values], Math.abs(model.inputShape().get(0)));
        run++;
      } catch (BadInputException | InferenceException e) {
        assertTrue(e.getMessage().contains("mutant.onnx"), e.getMessage());
        refused++;
      }
    }
    assertTrue(run > 0 && refused > 0, run + " run, " + refused + " refused");
  }

  private static byte[] emit(String key) {
    return new Float32Emitter()
        .operation(Operation.parse(key), Border.INNER, new RandomWeights(1), EmitOptions.DEFAULT);
  }

  /** One to four changes: bits, bytes, a cut, a part twice, a part moved. */
  private static byte[] mutate(byte[] seed, SplittableRandom random) {
    byte[] file = seed.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0 && file.length > 1; changes--) {
      int at = random.nextInt(file.length);
      int length = 1 + random.nextInt(Math.min(16, file.length - at));
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 3, 4 -> file[at] = (byte) random.nextInt(256);
        case 5 -> file = Arrays.copyOf(file, at + 1);
        case 6 -> {
          byte[] longer = Arrays.copyOf(file, file.length + length);
          System.arraycopy(file, at, longer, at + length, file.length - at);
          file = longer;
        }
        default ->
            System.arraycopy(file, at, file, random.nextInt(file.length - length + 1), length);
      }
    }
    return file;
  }
}
