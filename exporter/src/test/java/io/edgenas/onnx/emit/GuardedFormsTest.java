package io.edgenas.onnx.emit;

import static io.edgenas.onnx.emit.GraphBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.InvalidProtocolBufferException;
import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.guard.OnnxGuard;
import io.edgenas.onnx.int8.ActivationRanges;
import io.edgenas.onnx.int8.Int8Emitter;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators pass in the forms that exporters write, and in no other (issue 11). */
class GuardedFormsTest {
  /** The forms that ended the JVM: each passed, because its operator was allowed. */
  @Test
  void refusesAnInputWithoutAName() {
    for (String operator : List.of("Min", "Max", "Add", "Relu", "Concat", "Gemm")) {
      assertRefused(image(4, g -> g.node(operator, "y", List.of("image", ""))), "'y' has", "input");
    }
  }

  @Test
  void refusesASecondOutputAndOneWithoutAName() {
    byte[] normalised = image(4, g -> normalise(g, 4));
    assertDoesNotThrow(() -> OnnxGuard.check(normalised, "good"));
    for (String output : List.of("", "mean")) {
      assertRefused(
          changed(normalised, g -> g.getNodeBuilder(0).addOutput(output)), "just one output");
    }
    assertRefused(changed(normalised, g -> g.getNodeBuilder(0).setOutput(0, "")), "one output");
  }

  @Test
  void refusesBatchNormOfNoChannelsOrOthers() {
    assertRefused(
        image(0, g -> g.node("Relu", "y", List.of("image"))), "'image'", "a dimension of 0");
    assertRefused(image(4, g -> normalise(g, 0)), "'scale'", "a dimension of 0");
    assertRefused(image(4, g -> normalise(g, 3)), "[[1, 4, 8, 8], [3]");
  }

  @Test
  void refusesConvolutionsWithoutChannels() {
    assertRefused(image(4, g -> convolve(g, 0, 4)), "'weight'", "a dimension of 0");
    assertRefused(image(4, g -> convolve(g, 4, 0)), "'weight'", "a dimension of 0");
    assertRefused(image(4, g -> convolve(g, 4, 3)), "'y' of 1 groups");
  }

  @Test
  void refusesAConvolutionOfConstants() {
    assertRefused(
        image(
            4,
            g -> {
              floats(g, "constant", 1, 4, 8, 8);
              g.node("Conv", "c", List.of("constant", floats(g, "w", 4, 4, 1, 1)));
              g.node("Add", "y", List.of("image", "c"));
            }),
        "'c' has a constant");
  }

  @Test
  void refusesAWeightWithScalesPerChannelAnywhereButInAProduct() {
    assertRefused(
        image(4, g -> g.node("Transpose", "y", List.of(dequantized(g)), order())), "constant");
    assertRefused(
        image(4, g -> g.node("Mul", "y", List.of("image", dequantized(g)))), "per channel");
    assertRefused(image(4, g -> g.node("Identity", "y", List.of(dequantized(g)))), "constant");
  }

  @Test
  void refusesATransposeThatDoesNotStateItsOrder() {
    assertRefused(image(4, g -> g.node("Transpose", "y", List.of("image"))), "has the perm []");
  }

  @Test
  void refusesAttributesThatTheOperatorDoesNotHave() {
    assertRefused(
        image(4, g -> g.node("Relu", "y", List.of("image"), attribute("axis", 1))), "'axis'");
    assertRefused(
        image(4, g -> g.node("Softmax", "y", List.of("image"), attribute("axis", 9))), "axis 9");
    assertRefused(
        image(4, g -> g.node("Softmax", "y", List.of("image"), attribute("axis", 1f))), "FLOAT");
    assertRefused(
        image(
            4,
            g -> g.node("Elu", "y", List.of("image"), attribute("alpha", Float.POSITIVE_INFINITY))),
        "alpha Infinity");
  }

  @Test
  void refusesWhatNothingUses() {
    byte[] onnx =
        image(
            4,
            g -> {
              g.node("Relu", "unused", List.of("image"));
              g.node("Relu", "y", List.of("image"));
            });
    assertRefused(onnx, "'unused', which nothing uses");
  }

  @Test
  void refusesTwoNodesOfOneName() {
    byte[] onnx =
        image(
            4,
            g -> {
              g.node("Relu", "y", List.of("image"));
              g.rename("y", "v");
              g.node("Relu", "y", List.of("v"));
            });
    assertRefused(onnx, "two nodes have the name 'y'");
  }

  @Test
  void refusesASecondInputOrOutput() {
    byte[] onnx = image(4, g -> g.node("Relu", "y", List.of("image")));
    assertRefused(
        changed(onnx, g -> g.addInput(g.getInput(0).toBuilder().setName("more"))), "2 inputs");
    assertRefused(changed(onnx, g -> g.addOutput(g.getOutput(0))), "2 outputs");
  }

  @Test
  void refusesAWrongDeclaration() {
    byte[] onnx = image(4, g -> g.node("Relu", "y", List.of("image")));
    assertRefused(
        changed(onnx, g -> g.addValueInfo(g.getOutput(0).toBuilder().setName("none"))), "'none'");
    assertRefused(
        changed(
            onnx,
            g ->
                g.getOutputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .getDimBuilder(1)
                    .setDimValue(5)),
        "output 'y' is declared as FLOAT [1, 5, 8, 8], but is FLOAT [1, 4, 8, 8]");
  }

  /** Each ran: for 28 seconds, for nine minutes, in 8.8 GB. */
  @Test
  void refusesMoreWorkOrMemoryThanARealNetworkTakes() {
    assertRefused(square(500, g -> chain(g, 60, 8, 5)), "multiplications, at most 16000000000");
    assertRefused(square(1_000, g -> chain(g, 600, 1, 1)), "values, at most 536870912");
    assertRefused(square(2_800, g -> widened(g, 16)), "bytes at the same time, at most 536870912");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofa-mbv3-w1.0", "ofa-mbv3-w1.2", "mobile-96", "mobile-28", "tiny"})
  void acceptsTheLargestNetworkOfEverySpace(String name) {
    SearchSpace space = Spaces.builtIn(name);
    Network network = space.lower(Task.of(space, 1000, 3), space.largest());
    byte[] floats =
        new Float32Emitter().network(network, new RandomWeights(1), EmitOptions.DEFAULT);
    assertDoesNotThrow(() -> OnnxGuard.check(floats, name));
    byte[] bytes =
        new Int8Emitter(ActivationRanges.PROFILING)
            .network(network, new RandomWeights(1), EmitOptions.DEFAULT);
    assertDoesNotThrow(() -> OnnxGuard.check(bytes, name));
  }

  @Test
  void ownFilesMayCostWhatTheUserAskedFor() {
    SearchSpace space = Spaces.builtIn("ofa-mbv3-w1.2");
    Network network = space.lower(Task.of(space, 1000, 3), space.largest());
    byte[] onnx =
        new Float32Emitter()
            .network(network, new RandomWeights(1), EmitOptions.DEFAULT.withBatch(64));
    assertRefused(onnx, "at the same time, at most 536870912");
    assertDoesNotThrow(() -> OnnxGuard.checkOwn(onnx, "own"));
  }

  /** What PyTorch writes for an unfused MobileNet with ReLU6, limits given in all its ways. */
  @Test
  void acceptsAndRunsWhatOtherExportersWrite() {
    byte[] onnx =
        image(
            4,
            g -> {
              g.node("Conv", "c", List.of("image", floats(g, "weight", 8, 4, 1, 1)));
              String low = g.constant("low", new float[] {0}, List.of());
              String high = g.constant("high", new float[] {6}, List.of());
              String value = g.node("Clip", "clip", List.of("c", low, high));
              value = g.node("Clip", "clip.max", List.of(value, "", high));
              value = g.node("Clip", "clip.min", List.of(value, low));
              value =
                  g.node(
                      "MaxPool",
                      "max",
                      List.of(value),
                      attribute("ceil_mode", 0),
                      attribute("kernel_shape", List.of(3, 3)),
                      attribute("pads", List.of(1, 1, 1, 1)),
                      attribute("strides", List.of(2, 2)));
              value = g.node("Add", "sum", List.of(value, value));
              value =
                  g.node(
                      "ReduceMean",
                      "mean",
                      List.of(value),
                      attribute("axes", List.of(2, 3)),
                      attribute("keepdims", 1));
              String shape =
                  g.constant(
                      "shape",
                      DataType.INT64,
                      ByteBuffer.allocate(16)
                          .order(ByteOrder.LITTLE_ENDIAN)
                          .putLong(0, 1)
                          .putLong(8, -1),
                      List.of(2));
              value = g.node("Reshape", "flat", List.of(value, shape));
              value =
                  g.node(
                      "Gemm",
                      "linear",
                      List.of(value, floats(g, "lw", 3, 8), floats(g, "lb", 3)),
                      attribute("alpha", 1f),
                      attribute("beta", 1f),
                      attribute("transB", 1));
              g.node("Softmax", "y", List.of(value), attribute("axis", 1));
            },
            List.of(3));
    try (OnnxModel model = OnnxModel.load(onnx, "torch.onnx", RuntimeConfig.DEFAULT)) {
      float sum = 0;
      for (float probability : model.run(new float[4 * 8 * 8], 1)) {
        sum += probability;
      }
      assertTrue(Math.abs(sum - 1) < 1e-5, "sum " + sum);
    }
  }

  private static AttributeProto order() {
    return attribute("perm", List.of(1, 0, 2, 3));
  }

  private static byte[] image(int channels, Consumer<GraphBuilder> nodes) {
    return image(channels, nodes, List.of(channels, 8, 8));
  }

  private static byte[] image(int channels, Consumer<GraphBuilder> nodes, List<Integer> output) {
    GraphBuilder graph = new GraphBuilder("forms", OptionalInt.of(1));
    graph.input("image", List.of(channels, 8, 8));
    nodes.accept(graph);
    graph.output("y", output);
    return graph.build(new TreeMap<>());
  }

  /** A large image of one channel. */
  private static byte[] square(int side, Consumer<GraphBuilder> nodes) {
    GraphBuilder graph = new GraphBuilder("costs", OptionalInt.of(1));
    graph.input("image", List.of(1, side, side));
    nodes.accept(graph);
    graph.output("y", List.of(1, side, side));
    return graph.build(new TreeMap<>());
  }

  private static void chain(GraphBuilder graph, int length, int channels, int kernel) {
    String value = "image";
    for (int i = 0; i < length; i++) {
      int in = i == 0 ? 1 : channels;
      int out = i == length - 1 && length > 1 ? 1 : channels;
      String weight = floats(graph, "w" + i, out, in, kernel, kernel);
      value =
          graph.node(
              "Conv",
              i == length - 1 ? "y" : "v" + i,
              List.of(value, weight),
              attribute("pads", Collections.nCopies(4, kernel / 2)));
    }
  }

  private static void widened(GraphBuilder graph, int channels) {
    graph.node("Conv", "wide", List.of("image", floats(graph, "w", channels, 1, 1, 1)));
    graph.node("Relu", "relu", List.of("wide"));
    graph.node("Conv", "y", List.of("relu", floats(graph, "v", 1, channels, 1, 1)));
  }

  private static void normalise(GraphBuilder graph, int channels) {
    graph.node(
        "BatchNormalization",
        "y",
        List.of(
            "image",
            floats(graph, "scale", channels),
            floats(graph, "shift", channels),
            floats(graph, "mean", channels),
            floats(graph, "variance", channels)));
  }

  private static void convolve(GraphBuilder graph, int out, int in) {
    graph.node("Conv", "y", List.of("image", floats(graph, "weight", out, in, 1, 1)));
  }

  /** A weight with a scale for each output channel. */
  private static String dequantized(GraphBuilder graph) {
    return graph.node(
        "DequantizeLinear",
        "dequantized",
        List.of(
            graph.constant(
                "bytes", DataType.INT8, ByteBuffer.allocate(4 * 8 * 8), List.of(1, 4, 8, 8)),
            floats(graph, "scales", 4)),
        attribute("axis", 1));
  }

  private static String floats(GraphBuilder graph, String name, Integer... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.fill(values, 0.5f);
    return graph.constant(name, values, List.of(shape));
  }

  private static byte[] changed(byte[] onnx, Consumer<GraphProto.Builder> change) {
    try {
      ModelProto.Builder model = ModelProto.parseFrom(onnx).toBuilder();
      change.accept(model.getGraphBuilder());
      return model.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertRefused(byte[] onnx, String... parts) {
    BadInputException e =
        assertThrows(BadInputException.class, () -> OnnxGuard.check(onnx, "file.onnx"));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), part + " is not in: " + e.getMessage());
    }
  }
}
