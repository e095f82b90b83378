package io.edgenas.onnx.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.file.Parity;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.operation.Operation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.TinySpace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ONNX Runtime computes from emitted files is what the operations are defined to be. */
class EmissionEqualsDefinitionTest {
  static List<Arch> archs() {
    return Samples.archs();
  }

  static Set<String> tinyOperations() {
    Set<String> keys = new LinkedHashSet<>();
    for (Arch arch : Samples.archs()) {
      TinySpace.lower(arch).operations().forEach(operation -> keys.add(operation.key()));
    }
    return keys;
  }

  @ParameterizedTest
  @MethodSource("archs")
  void networksAgree(Arch arch) {
    Network network = TinySpace.lower(arch);
    parity(network, Samples.WEIGHTS).require();
  }

  @Test
  void anotherGammaIsDetected() {
    Network network = Samples.largest();
    for (String layer : List.of("stem", "head.expand")) {
      Parity parity = parity(network, Samples.sabotaged(layer, "bn.gamma", 1.01f));
      assertTrue(!parity.holds(), layer + ": " + parity);
    }
  }

  @ParameterizedTest
  @MethodSource("tinyOperations")
  void operationsAgree(String key) {
    assertAgree(Operation.parse(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv-in:3x15x17-out:8x8x9-k7-s2-g1-bn-hswish",
        "conv-in:5x6x6-out:7x6x6-k1-s1-g1-nobn-relu",
        "mbconv-in:8x9x9-out:16x5x5-mid:24-k5-s2-hswish-se-expand",
        "mbconv-in:8x7x7-out:8x7x7-mid:8-k3-s1-relu-nose-noexpand",
        "mbconv-in:40x7x7-out:40x7x7-mid:240-k7-s1-hswish-se-expand",
        "pool-in:24x7x5",
        "avgpool-in:5x7x9-out:5x7x9-k3-s1",
        "avgpool-in:5x8x7-out:5x4x3-k2-s2",
        "avgpool-in:4x9x6-out:4x5x3-k5-s2",
        "add-in:5x7x4-n2",
        "add-in:5x7x4-n4",
        "act-in:5x7x4-relu",
        "act-in:5x7x4-hswish",
        "zero-in:5x7x4",
        "linear-in:13-out:10",
      })
  void oddShapesAgree(String key) {
    assertAgree(Operation.parse(key));
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 224})
  void operationsOfOnceForAllLoadAndAreFinite(int resolution) {
    SearchSpace space = Spaces.builtIn("ofa-mbv3-w1.2");
    Set<Operation> operations = new LinkedHashSet<>();
    for (Arch arch : TinySpace.randomArchs(space, 1, resolution)) {
      Network network = space.lower(Task.of(space, 1000, 3), arch.withResolution(resolution));
      operations.addAll(network.operations());
    }
    for (Operation operation : operations) {
      byte[] onnx =
          new Float32Emitter()
              .operation(operation, Border.INNER, Samples.WEIGHTS, EmitOptions.DEFAULT);
      try (OnnxModel model = OnnxModel.load(onnx, operation.key(), RuntimeConfig.DEFAULT)) {
        float[] output = model.run(Samples.images(operation.input(), 1, 8).get(0), 1);
        assertEquals(operation.output().size(), output.length, operation.key());
        for (float value : output) {
          assertTrue(Float.isFinite(value), operation.key());
        }
      }
    }
  }

  private static Parity parity(Network network, WeightSource exported) {
    ReferenceInterpreter reference = new ReferenceInterpreter(Samples.WEIGHTS);
    byte[] onnx = new Float32Emitter().network(network, exported, EmitOptions.DEFAULT);
    try (OnnxModel model = OnnxModel.load(onnx, "test", RuntimeConfig.DEFAULT)) {
      List<float[]> images = Samples.images(network.input(), 4, 2);
      return Parity.compare(
          images.stream()
              .map(image -> Samples.toFloats(reference.run(network.layers(), image)))
              .toList(),
          images.stream().map(image -> model.run(image, 1)).toList());
    }
  }

  private static void assertAgree(Operation operation) {
    List<Layer> layers = List.of(Layer.alone(OnnxFile.LONE_LAYER, operation));
    ReferenceInterpreter reference = new ReferenceInterpreter(Samples.WEIGHTS);
    byte[] onnx =
        new Float32Emitter()
            .operation(operation, Border.INNER, Samples.WEIGHTS, EmitOptions.DEFAULT);
    try (OnnxModel model = OnnxModel.load(onnx, operation.key(), RuntimeConfig.DEFAULT)) {
      float[] image = Samples.images(operation.input(), 1, 4).get(0);
      float[] expected =
          Samples.toFloats(
              reference.run(
                  layers.get(0), Samples.loneInputs(operation, image, Float32Emitter.LONE_TERM)));
      float[] found = model.run(image, 1);
      float largest = 1;
      for (float value : expected) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertArrayEquals(expected, found, 1e-5f * largest, operation.key());
    }
  }
}
