package io.edgenas.onnx.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.edgenas.network.Arch;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.guard.OnnxGuard;
import io.edgenas.onnx.guard.form.Forms;
import io.edgenas.onnx.guard.form.Node;
import io.edgenas.onnx.guard.form.Refusal;
import io.edgenas.onnx.guard.form.Shape;
import io.edgenas.onnx.guard.form.TensorCheck;
import io.edgenas.onnx.guard.form.Value;
import io.edgenas.operation.Activation;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.PoolOp;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.SmallGraph;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a file before it is made is what the file is. */
class Float32OutlineTest {
  /** Ones: what the weights are changes neither size nor memory. */
  private static final WeightSource ONES =
      (layer, weight) -> {
        float[] ones = new float[weight.size()];
        Arrays.fill(ones, 1);
        return ones;
      };

  private static byte[] file(Network network, EmitOptions options) {
    return new Float32Emitter().network(network, ONES, options);
  }

  private static Stream<Network> networks(String space, int count, int classes) {
    SearchSpace found = Spaces.builtIn(space);
    Task task = Task.of(found, classes, 3);
    List<Arch> archs = new ArrayList<>(TinySpace.randomArchs(found, count, 5));
    archs.add(found.smallest());
    archs.add(found.largest());
    return archs.stream().map(arch -> found.lower(task, arch));
  }

  @ParameterizedTest
  @CsvSource({
    "tiny, 30, 4",
    "tiny, 3, 100000",
    "mobile-28, 20, 10",
    "mobile-96, 10, 101",
    "nasbench201, 10, 10",
    "ofa-mbv3-w1.2, 3, 1000"
  })
  void knowsEveryByteOfTheFileAndOfItsActivations(String space, int count, int classes) {
    Float32Outline outline = new Float32Outline();
    networks(space, count, classes)
        .forEach(
            network -> {
              byte[] file = file(network, EmitOptions.DEFAULT);
              String name = network.arch().toString();
              assertEquals(file.length, outline.fileBytes(network, EmitOptions.DEFAULT), name);
              assertEquals(Simulation.peakBytes(file), outline.peakBytes(network), name);
            });
  }

  @Test
  void knowsThemOfAGraphOfEveryOperation() {
    Network network = SmallGraph.network();
    byte[] file = file(network, EmitOptions.DEFAULT);
    Float32Outline outline = new Float32Outline();
    assertEquals(file.length, outline.fileBytes(network, EmitOptions.DEFAULT));
    assertEquals(Simulation.peakBytes(file), outline.peakBytes(network));
  }

  /** Lengths that are written with more bytes as they grow, among them. */
  @Test
  void countsWhatTheOptionsAdd() {
    Float32Outline outline = new Float32Outline();
    Network network = Samples.largest();
    List<EmitOptions> all = new ArrayList<>();
    for (int length : new int[] {0, 1, 100, 127, 128, 129, 16_383, 16_384, 3_000_000}) {
      Map<String, String> metadata = new TreeMap<>(Map.of("text", "é".repeat(length), "b", ""));
      all.add(EmitOptions.DEFAULT.withMetadata(metadata));
    }
    all.add(EmitOptions.DEFAULT.withSoftmax());
    all.add(EmitOptions.DEFAULT.withDynamicBatch());
    all.add(EmitOptions.DEFAULT.withBatch(300).withSoftmax());
    for (EmitOptions options : all) {
      assertEquals(file(network, options).length, outline.fileBytes(network, options));
    }
  }

  /**
   * In values: 16 of the image; 32 of the stem; 96 of the expansion, of its hard sigmoid and of
   * their product; the same of the depthwise convolution; 32 of the projection and of the sum. The
   * most are there at the products, when the shortcut's 32 wait: 32 + 3 x 96 = 320.
   */
  @Test
  void waitsForShortcutsAndTakesThreeMapsForHSwish() {
    FeatureShape image = new FeatureShape(1, 4, 4);
    FeatureShape map = new FeatureShape(2, 4, 4);
    Network network =
        Network.chain(
            TinySpace.SPACE.smallest(),
            List.of(
                Layer.alone("stem", new ConvOp(image, 2, 3, 1, 1, true, Activation.NONE)),
                Layer.alone("block", new MbConvOp(map, 6, 2, 3, 1, Activation.HSWISH, false, true)),
                Layer.alone("pool", new PoolOp(map)),
                Layer.alone("classifier", new LinearOp(new FeatureShape(2, 1, 1), 3))));
    assertEquals(Float.BYTES * 320, new Float32Outline().peakBytes(network));
  }

  @Test
  void countsAnImageThatIsLargerThanAllElse() {
    FeatureShape image = new FeatureShape(3, 64, 64);
    Network network =
        Network.chain(
            TinySpace.SPACE.smallest(),
            List.of(
                Layer.alone("pool", new PoolOp(image)),
                Layer.alone("classifier", new LinearOp(new FeatureShape(3, 1, 1), 2))));
    assertEquals(Float.BYTES * (3 * 64 * 64 + 3), new Float32Outline().peakBytes(network));
  }

  @Test
  void refusesOperatorsWithoutARule() {
    NodeProto unknown =
        NodeProto.newBuilder().setOpType("Resize").setName("up").addInput("x").build();
    assertTrue(
        assertThrows(
                IllegalStateException.class, () -> NodeShapes.output(unknown, Map.of(), Map.of()))
            .getMessage()
            .contains("Resize 'up'"));
  }

  /** Runs a file's nodes one by one and looks at each moment at every value. */
  private static final class Simulation {
    private final GraphProto graph;
    private final Map<String, Long> bytes = new LinkedHashMap<>();

    private Simulation(GraphProto graph) throws Refusal {
      this.graph = graph;
      Map<String, Value> values = new HashMap<>();
      for (TensorProto tensor : graph.getInitializerList()) {
        values.put(tensor.getName(), TensorCheck.check(tensor));
      }
      List<Long> sizes =
          graph.getInput(0).getType().getTensorType().getShape().getDimList().stream()
              .map(size -> size.getDimValue())
              .toList();
      String image = graph.getInput(0).getName();
      values.put(image, Value.data(Shape.of(image, sizes), TensorProto.DataType.FLOAT));
      bytes.put(image, bytes(values.get(image)));
      for (NodeProto proto : graph.getNodeList()) {
        List<Optional<Value>> inputs =
            proto.getInputList().stream().map(values::get).map(Optional::of).toList();
        Node node = new Node(proto.getName(), proto, OnnxFile.OPSET, inputs);
        Value value = Forms.of(node).apply(node).value();
        values.put(proto.getOutput(0), value);
        bytes.put(proto.getOutput(0), bytes(value));
      }
    }

    static long peakBytes(byte[] file) {
      try {
        Simulation simulation = new Simulation(OnnxGuard.checked(file, "test").getGraph());
        long peak = 0;
        for (int node = 0; node < simulation.graph.getNodeCount(); node++) {
          peak = Math.max(peak, simulation.bytesAt(node));
        }
        return peak;
      } catch (Refusal e) {
        throw new AssertionError(e);
      }
    }

    private long bytesAt(int node) {
      return bytes.keySet().stream()
          .filter(name -> isGiven(name, node) && isNeeded(name, node))
          .mapToLong(bytes::get)
          .sum();
    }

    private boolean isGiven(String name, int node) {
      return name.equals(graph.getInput(0).getName())
          || graph.getNodeList().subList(0, node + 1).stream()
              .anyMatch(each -> each.getOutput(0).equals(name));
    }

    private boolean isNeeded(String name, int node) {
      return name.equals(graph.getOutput(0).getName())
          || graph.getNode(node).getOutput(0).equals(name)
          || graph.getNodeList().subList(node, graph.getNodeCount()).stream()
              .anyMatch(each -> each.getInputList().contains(name));
    }

    private static long bytes(Value value) {
      return Float.BYTES * value.shape().sizes().stream().reduce(1L, Math::multiplyExact);
    }
  }
}
