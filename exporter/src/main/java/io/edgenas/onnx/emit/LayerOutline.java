package io.edgenas.onnx.emit;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedOutputStream;
import io.edgenas.network.Layer;
import io.edgenas.network.WeightSource;
import io.edgenas.operation.FeatureShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one layer is in a float32 file, without its weights.
 *
 * @param output name of the value that the layer gives
 * @param fileBytes that its nodes and constants take within the graph
 * @param steps its nodes, in order
 * @param result what the layer gives, in the terms of {@link Step}
 */
record LayerOutline(String output, long fileBytes, List<Step> steps, int result) {
  /**
   * One node: what it takes and the size of what it gives, for one image.
   *
   * @param inputs values other than constants: {@code i} from 0 is the layer's input with this
   *     place, {@code -1 - i} is what the layer's step with this place gives
   * @param bytes of what it gives
   */
  record Step(List<Integer> inputs, long bytes) {}

  private static final WeightSource NOBODY =
      (layer, weight) -> {
        throw new IllegalStateException(
            "an outline asks for " + layer.name() + "." + weight.name());
      };

  /**
   * The outline of a layer.
   *
   * @param inputs names of the values that it takes, in order
   * @param name the name that its value has in the file, where it is not the layer's own; else
   *     empty
   */
  static LayerOutline of(Layer layer, List<String> inputs, String name) {
    GraphBuilder builder = GraphBuilder.outline("");
    String output = new Float32Layer(builder, layer, NOBODY, inputs).emit();
    if (!name.isEmpty()) {
      builder.rename(output, name);
      output = name;
    }
    GraphProto graph = builder.graph();
    Map<String, List<Long>> constants = new HashMap<>();
    for (TensorProto tensor : graph.getInitializerList()) {
      constants.put(tensor.getName(), tensor.getDimsList());
    }
    Map<String, Integer> places = new HashMap<>();
    Map<String, FeatureShape> shapes = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      places.put(inputs.get(i), i);
      shapes.put(inputs.get(i), layer.operation().inputs().get(i));
    }
    List<Step> steps = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      FeatureShape shape = NodeShapes.output(node, shapes, constants);
      List<Integer> taken =
          node.getInputList().stream()
              .filter(input -> !constants.containsKey(input))
              .map(places::get)
              .toList();
      places.put(node.getOutput(0), -1 - steps.size());
      shapes.put(node.getOutput(0), shape);
      steps.add(new Step(taken, Float.BYTES * shape.size()));
    }
    return new LayerOutline(output, fileBytes(graph), List.copyOf(steps), places.get(output));
  }

  /** Nodes and constants are the graph's repeated fields, so their sizes add up. */
  private static long fileBytes(GraphProto graph) {
    long bytes = 0;
    for (NodeProto node : graph.getNodeList()) {
      bytes += CodedOutputStream.computeMessageSize(GraphProto.NODE_FIELD_NUMBER, node);
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      bytes += CodedOutputStream.computeMessageSize(GraphProto.INITIALIZER_FIELD_NUMBER, tensor);
    }
    return bytes;
  }
}
