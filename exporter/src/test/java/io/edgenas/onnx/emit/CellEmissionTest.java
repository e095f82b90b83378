package io.edgenas.onnx.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.edgenas.network.Network;
import io.edgenas.onnx.guard.OnnxGuard;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cells of NAS-Bench-201 give in ONNX Runtime what their layers are defined to give. */
class CellEmissionTest {
  private static final SearchSpace SPACE = Spaces.builtIn("nasbench201");
  private static final Task TASK = Task.of(SPACE, 10, 3);

  static List<String> cells() {
    ArchVariation variation = new ArchVariation(SPACE.withResolutions(List.of(16)));
    SplittableRandom random = new SplittableRandom(7);
    return List.of(
        "r16/|none~0|+|none~0|none~1|+|none~0|none~1|none~2|",
        "r16/|skip_connect~0|+|skip_connect~0|skip_connect~1|"
            + "+|skip_connect~0|skip_connect~1|skip_connect~2|",
        "r16/|none~0|+|none~0|none~1|+|none~0|none~1|nor_conv_3x3~2|",
        variation.sample(random).toString(),
        variation.sample(random).toString(),
        variation.sample(random).toString());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void givesWhatItIsDefinedToGive(String cell) {
    Network network = SPACE.lower(TASK, SPACE.parse(cell));
    byte[] onnx = new Float32Emitter().network(network, Samples.WEIGHTS, EmitOptions.DEFAULT);
    assertDoesNotThrow(() -> OnnxGuard.check(onnx, cell));
    float[] image = Samples.images(network.input(), 1, 3).get(0);
    float[] expected =
        Samples.toFloats(new ReferenceInterpreter(Samples.WEIGHTS).run(network, image));
    try (OnnxModel model = OnnxModel.load(onnx, cell, RuntimeConfig.DEFAULT)) {
      float largest = 1;
      for (float value : expected) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertArrayEquals(expected, model.run(image, 1), 1e-4f * largest);
    }
  }
}
