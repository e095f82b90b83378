package io.edgenas.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OrtSession;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.int8.ActivationRanges;
import io.edgenas.onnx.int8.Int8Emitter;
import io.edgenas.operation.Operation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.SmallGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What ONNX Runtime's CPU provider makes of the quantised files: the graph that really runs. */
class QdqFusionTest {
  private static final WeightSource WEIGHTS = new RandomWeights(1);

  /** Integer kernels; a star marks those that run with channels last. */
  private static final Set<String> INTEGER =
      Set.of(
          "QLinearConv*",
          "QLinearAdd",
          "QLinearMul",
          "QLinearGlobalAveragePool*",
          "QLinearAveragePool*",
          "QLinearLeakyRelu",
          "QGemm");

  @TempDir private Path folder;

  static List<String> builtInSpaces() {
    return Spaces.BUILT_IN;
  }

  @ParameterizedTest
  @CsvSource({
    "conv-in:3x32x32-out:24x16x16-k3-s2-g1-bn-hswish,"
        + " QuantizeLinear Transpose QLinearConv* QLinearAdd QLinearMul",
    "conv-in:1x28x28-out:16x14x14-k3-s2-g1-bn-relu, QuantizeLinear Transpose QLinearConv*",
    "conv-in:192x7x7-out:1152x7x7-k1-s1-g1-bn-hswish, QLinearConv* QLinearAdd QLinearMul",
    "conv-in:80x7x7-out:256x7x7-k1-s1-g1-bn-relu, QLinearConv*",
    "conv-in:1152x1x1-out:1536x1x1-k1-s1-g1-nobn-hswish, QLinearConv* QLinearAdd QLinearMul",
    "mbconv-in:24x16x16-out:24x16x16-mid:24-k3-s1-relu-nose-noexpand,"
        + " QLinearConv* QLinearConv* QLinearAdd",
    "mbconv-in:24x16x16-out:32x8x8-mid:96-k5-s2-relu-nose-expand,"
        + " QLinearConv* QLinearConv* QLinearConv*",
    "mbconv-in:32x8x8-out:32x8x8-mid:96-k7-s1-relu-nose-expand,"
        + " QLinearConv* QLinearConv* QLinearConv* QLinearAdd",
    "mbconv-in:48x8x8-out:48x8x8-mid:144-k3-s1-relu-se-expand,"
        + " QLinearConv* QLinearConv* QLinearGlobalAveragePool* QLinearConv* QLinearConv* QLinearMul"
        + " QLinearConv* QLinearAdd",
    "mbconv-in:96x8x8-out:136x4x4-mid:288-k5-s2-hswish-se-expand,"
        + " QLinearConv* QLinearAdd QLinearMul QLinearConv* QLinearAdd QLinearMul"
        + " QLinearGlobalAveragePool* QLinearConv* QLinearConv* QLinearMul QLinearConv*",
    "pool-in:256x7x7, QLinearGlobalAveragePool",
    "linear-in:256-out:10, Transpose Flatten QGemm",
    "avgpool-in:16x32x32-out:16x32x32-k3-s1, QLinearAveragePool",
    "avgpool-in:16x32x32-out:16x16x16-k2-s2, QLinearAveragePool",
    "add-in:16x32x32-n3, QLinearAdd QLinearAdd",
    "act-in:16x32x32-relu, QLinearLeakyRelu",
    "act-in:16x32x32-hswish, QLinearAdd QLinearMul",
    "zero-in:16x32x32, QLinearMul",
  })
  void operationsAreFused(String key, String nodes) throws Exception {
    assertEquals(nodes, String.join(" ", optimised(emit(Operation.parse(key)))));
  }

  /** The smallest of inverted bottlenecks have every kind of operation. */
  @ParameterizedTest
  @MethodSource("builtInSpaces")
  void networksAreFusedAndAreTheirOperations(String name) throws Exception {
    SearchSpace space = Spaces.builtIn(name);
    Network network = space.lower(Task.of(space, 10, 3), space.smallest());
    List<String> nodes =
        optimised(
            new Int8Emitter(ActivationRanges.PROFILING)
                .network(network, WEIGHTS, EmitOptions.DEFAULT));
    assertEquals("QuantizeLinear", nodes.get(0), nodes.toString());
    assertEquals(1, Collections.frequency(nodes, "QuantizeLinear"), nodes.toString());
    assertEquals(2, Collections.frequency(nodes, "Transpose"), nodes.toString());
    List<String> parts = new ArrayList<>();
    for (Operation operation : network.operations()) {
      for (String node : optimised(emit(operation))) {
        // The lone pool is not laid out as in a network.
        parts.add(node.matches("QLinear(Global)?AveragePool") ? node + "*" : node);
      }
    }
    assertEquals(work(parts), work(nodes));
    nodes.removeAll(List.of("QuantizeLinear", "Transpose", "Flatten"));
    assertTrue(INTEGER.containsAll(nodes), nodes.toString());
  }

  @Test
  void graphsAreFused() throws Exception {
    List<String> nodes =
        optimised(
            new Int8Emitter(ActivationRanges.PROFILING)
                .network(SmallGraph.network(), WEIGHTS, EmitOptions.DEFAULT));
    assertEquals(1, Collections.frequency(nodes, "QuantizeLinear"), nodes.toString());
    assertEquals(0, Collections.frequency(nodes, "DequantizeLinear"), nodes.toString());
  }

  @Test
  void seesWhatIsNotFused() throws Exception {
    // Its zero point is not 0, so the Relu stays and with it the convolution in float32.
    List<String> nodes = optimised(reluAboveZero());
    assertTrue(nodes.containsAll(List.of("DequantizeLinear", "FusedConv")), nodes.toString());
  }

  private static Border border(Operation operation) {
    boolean image = operation.input().channels() == 1 || operation.input().channels() == 3;
    return image ? Border.IMAGE : Border.INNER;
  }

  private static byte[] emit(Operation operation) {
    return new Int8Emitter(ActivationRanges.PROFILING)
        .operation(operation, border(operation), WEIGHTS, EmitOptions.DEFAULT);
  }

  /** A convolution with a Relu behind it. */
  private static byte[] reluAboveZero() throws Exception {
    ModelProto model =
        ModelProto.parseFrom(emit(Operation.parse("conv-in:8x8x8-out:8x8x8-k1-s1-g1-bn-none")));
    ModelProto.Builder changed = model.toBuilder();
    for (NodeProto.Builder node : changed.getGraphBuilder().getNodeBuilderList()) {
      if (node.getOpType().equals("QuantizeLinear")) {
        node.setInput(0, "relu");
      }
    }
    int at = 0;
    while (!model.getGraph().getNode(at).getOpType().equals("Conv")) {
      at++;
    }
    changed
        .getGraphBuilder()
        .addNode(
            at + 1,
            NodeProto.newBuilder()
                .setOpType("Relu")
                .addInput(model.getGraph().getNode(at).getOutput(0))
                .addOutput("relu"));
    return changed.build().toByteArray();
  }

  /** All but what moves values at the borders, in any order. */
  private static List<String> work(List<String> nodes) {
    return nodes.stream().filter(node -> !node.equals("Transpose")).sorted().toList();
  }

  /** Types of the nodes that run. */
  private List<String> optimised(byte[] onnx) throws Exception {
    Path file = folder.resolve("optimised.onnx");
    try (OrtSession.SessionOptions options = SessionFactory.options(RuntimeConfig.DEFAULT)) {
      options.setOptimizedModelFilePath(file.toString());
      OrtRuntime.environment().createSession(onnx, options).close();
    }
    List<String> types = new ArrayList<>();
    for (NodeProto node : ModelProto.parseFrom(Files.readAllBytes(file)).getGraph().getNodeList()) {
      boolean channelsLast =
          node.getAttributeList().stream()
              .anyMatch(a -> a.getName().equals("channels_last") && a.getI() == 1);
      types.add(node.getOpType() + (channelsLast ? "*" : ""));
    }
    return types;
  }
}
