package io.edgenas.onnx.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.guard.OnnxGuard;
import io.edgenas.onnx.int8.ActivationRanges;
import io.edgenas.onnx.int8.Int8Emitter;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.operation.Operation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.TinySpace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Float32EmitterTest {
  @Test
  void emitsTheSameBytesTwice() {
    for (Arch arch : Samples.archs()) {
      assertArrayEquals(
          new Float32Emitter()
              .network(TinySpace.lower(arch), new RandomWeights(1), EmitOptions.DEFAULT),
          new Float32Emitter()
              .network(TinySpace.lower(arch), new RandomWeights(1), EmitOptions.DEFAULT));
    }
  }

  @Test
  void writesMetadataInTheOrderOfItsKeys() {
    Network network = Samples.largest();
    EmitOptions options = EmitOptions.DEFAULT.withMetadata(Map.of("b", "2", "a", "1", "c", "3"));
    byte[] onnx = new Float32Emitter().network(network, Samples.WEIGHTS, options);
    assertEquals(
        List.of("a", "b", "c"),
        OnnxGuard.checked(onnx, "test").getMetadataPropsList().stream()
            .map(entry -> entry.getKey())
            .toList());
  }

  @Test
  void namesInputAndOutput() {
    Network network = Samples.largest();
    int size = network.arch().resolution();
    try (OnnxModel model = load(network, EmitOptions.DEFAULT)) {
      assertEquals("image", model.inputName());
      assertEquals(List.of(1, 1, size, size), model.inputShape());
      assertEquals("scores", model.outputName());
      assertEquals(List.of(1, 4), model.outputShape());
    }
  }

  @Test
  void namesNodesAndConstantsLikeTheLayers() {
    GraphProto graph = graph(Samples.largest());
    List<String> nodes = graph.getNodeList().stream().map(NodeProto::getName).toList();
    List<String> constants = graph.getInitializerList().stream().map(TensorProto::getName).toList();
    assertTrue(nodes.contains("stage1.block1.expand"), nodes.toString());
    assertTrue(constants.contains("stage1.block1.expand.weight"), constants.toString());
    assertEquals(nodes.stream().distinct().toList(), nodes);
  }

  @Test
  void hasNoBatchNormNodes() {
    Map<String, Long> counts =
        graph(Samples.largest()).getNodeList().stream()
            .collect(Collectors.groupingBy(NodeProto::getOpType, Collectors.counting()));
    long convolutions =
        Samples.largest().operations().stream()
            .flatMap(operation -> operation.weights().stream())
            .filter(weight -> weight.shape().size() == 4)
            .count();
    assertFalse(counts.containsKey("BatchNormalization"), counts.toString());
    assertEquals(convolutions, counts.get("Conv"));
  }

  @ParameterizedTest
  @CsvSource({
    "mbconv-in:8x7x7-out:8x7x7-mid:24-k3-s1-relu-nose-expand, Conv Relu Conv Relu Conv Add",
    "mbconv-in:8x7x7-out:16x7x7-mid:8-k3-s1-relu-nose-noexpand, Conv Relu Conv",
    "conv-in:8x7x7-out:16x7x7-k1-s1-g1-bn-hswish, Conv HardSigmoid Mul",
    "mbconv-in:8x7x7-out:16x4x4-mid:8-k3-s2-relu-se-noexpand,"
        + " Conv Relu GlobalAveragePool Conv Relu Conv HardSigmoid Mul Conv",
    "pool-in:8x7x7, GlobalAveragePool",
    "linear-in:8-out:3, Flatten Gemm",
    "avgpool-in:8x7x7-out:8x7x7-k3-s1, AveragePool",
    "add-in:8x7x7-n3, Add Add",
    "act-in:8x7x7-relu, Relu",
    "act-in:8x7x7-hswish, HardSigmoid Mul",
    "zero-in:8x7x7, Mul",
  })
  void operationsHaveNoNodeTooMany(String key, String operators) {
    byte[] onnx =
        new Float32Emitter()
            .operation(Operation.parse(key), Border.INNER, Samples.WEIGHTS, EmitOptions.DEFAULT);
    assertEquals(
        operators,
        OnnxGuard.checked(onnx, key).getGraph().getNodeList().stream()
            .map(NodeProto::getOpType)
            .collect(Collectors.joining(" ")));
  }

  /** OpenCV 4.6 refuses convolutions without it (issue 11). */
  @Test
  void everyConvolutionStatesItsKernel() {
    SearchSpace space = Spaces.builtIn("ofa-mbv3-w1.0");
    Network network = space.lower(Task.of(space, 10, 3), space.smallest());
    byte[] bytes =
        new Int8Emitter(ActivationRanges.PROFILING)
            .network(network, Samples.WEIGHTS, EmitOptions.DEFAULT);
    for (GraphProto graph : List.of(graph(network), OnnxGuard.checked(bytes, "int8").getGraph())) {
      for (NodeProto node : graph.getNodeList()) {
        boolean stated =
            node.getAttributeList().stream().anyMatch(a -> a.getName().equals("kernel_shape"));
        assertEquals(node.getOpType().equals("Conv"), stated, node.getName());
      }
    }
  }

  /** OpenCV 5 takes a product with a hard sigmoid of slope 1/6 for h-swish, of whatever value. */
  @Test
  void onlyHswishHasAHardSigmoidOfSlopeASixth() {
    SearchSpace space = Spaces.builtIn("ofa-mbv3-w1.0");
    GraphProto graph = graph(space.lower(Task.of(space, 10, 3), space.largest()));
    int gates = 0;
    for (int i = 0; i < graph.getNodeCount(); i++) {
      NodeProto gate = graph.getNode(i);
      if (!gate.getOpType().equals("HardSigmoid")) {
        continue;
      }
      NodeProto product = graph.getNode(i + 1);
      assertEquals(
          List.of("Mul", gate.getOutput(0)), List.of(product.getOpType(), product.getInput(1)));
      boolean hswish = product.getInput(0).equals(gate.getInput(0));
      assertEquals(hswish ? 1f / 6 : 1f, gate.getAttribute(0).getF(), gate.getName());
      gates += hswish ? 0 : 1;
    }
    assertTrue(gates > 5, gates + " gates");
  }

  @Test
  void softmaxGivesProbabilities() {
    Network network = Samples.largest();
    try (OnnxModel model = load(network, EmitOptions.DEFAULT.withSoftmax())) {
      assertEquals("probabilities", model.outputName());
      for (float[] image : Samples.images(network.input(), 5, 3)) {
        double sum = 0;
        for (float probability : model.run(image, 1)) {
          assertTrue(probability >= 0 && probability <= 1, "probability " + probability);
          sum += probability;
        }
        assertEquals(1, sum, 1e-5);
      }
    }
  }

  @Test
  void softmaxOfAnOperationIsRefused() {
    Operation operation = Samples.largest().operations().get(0);
    EmitOptions options = EmitOptions.DEFAULT.withSoftmax();
    assertThrows(
        IllegalArgumentException.class,
        () -> new Float32Emitter().operation(operation, Border.INNER, Samples.WEIGHTS, options));
  }

  @Test
  void threeImagesAtOnceGiveWhatThreeRunsGive() {
    Network network = Samples.largest();
    List<float[]> images = Samples.images(network.input(), 3, 5);
    float[] together = new float[3 * images.get(0).length];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(images.get(i), 0, together, i * images.get(0).length, images.get(0).length);
    }
    try (OnnxModel model = load(network, EmitOptions.DEFAULT.withDynamicBatch())) {
      assertEquals(-1, model.inputShape().get(0));
      float[] scores = model.run(together, 3);
      for (int i = 0; i < 3; i++) {
        float[] alone = model.run(images.get(i), 1);
        assertArrayEquals(alone, Arrays.copyOfRange(scores, 4 * i, 4 * i + 4), 1e-5f);
      }
    }
  }

  @Test
  void layersInARowGiveWhatTheirPartsGiveOneAfterTheOther() {
    Network network = Samples.largest();
    float[] image = Samples.images(network.input(), 1, 6).get(0);
    int half = network.layers().size() / 2;
    float[] value = image;
    for (var part :
        List.of(
            network.layers().subList(0, half),
            network.layers().subList(half, network.layers().size()))) {
      byte[] onnx = new Float32Emitter().part(part, Samples.WEIGHTS, EmitOptions.DEFAULT);
      try (OnnxModel model = OnnxModel.load(onnx, "part", RuntimeConfig.DEFAULT)) {
        assertEquals("input", model.inputName());
        assertEquals("output", model.outputName());
        value = model.run(value, 1);
      }
    }
    try (OnnxModel model = load(network, EmitOptions.DEFAULT)) {
      assertArrayEquals(model.run(image, 1), value, 1e-5f);
    }
  }

  @Test
  void refusesANegativeVarianceNamingThePlace() {
    WeightSource weights = Samples.sabotaged("stem", "bn.variance", -1);
    ExportException e =
        assertThrows(
            ExportException.class,
            () -> new Float32Emitter().network(Samples.largest(), weights, EmitOptions.DEFAULT));
    assertTrue(e.getMessage().contains("stem"), e.getMessage());
    assertTrue(e.getMessage().contains("recalibrate"), e.getMessage());
  }

  @Test
  void refusesAWeightThatIsNotANumber() {
    WeightSource weights = Samples.sabotaged("head.classifier", "weight", Float.NaN);
    ExportException e =
        assertThrows(
            ExportException.class,
            () -> new Float32Emitter().network(Samples.largest(), weights, EmitOptions.DEFAULT));
    assertTrue(e.getMessage().contains("head.classifier.weight[0] is NaN"), e.getMessage());
  }

  private static OnnxModel load(Network network, EmitOptions options) {
    byte[] onnx = new Float32Emitter().network(network, Samples.WEIGHTS, options);
    return OnnxModel.load(onnx, "test", RuntimeConfig.DEFAULT);
  }

  private static GraphProto graph(Network network) {
    byte[] onnx = new Float32Emitter().network(network, Samples.WEIGHTS, EmitOptions.DEFAULT);
    return OnnxGuard.checked(onnx, "test").getGraph();
  }
}
