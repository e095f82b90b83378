package io.edgenas.onnx.emit;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.edgenas.operation.FeatureShape;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The shapes of what the nodes of float32 files give for one image, as ONNX's operators are
 * defined; for the operators that layers are written with, and no others.
 */
final class NodeShapes {
  private NodeShapes() {}

  /**
   * The shape of a node's output; what has no height and width is {@code [values, 1, 1]}.
   *
   * @param shapes of the values that depend on the image, by name
   * @param constants sizes of the constants, by name
   */
  static FeatureShape output(
      NodeProto node, Map<String, FeatureShape> shapes, Map<String, List<Long>> constants) {
    FeatureShape first = shapes.get(node.getInput(0));
    return switch (node.getOpType()) {
      case "Relu", "HardSigmoid", "Flatten" -> first;
      case "Add", "Mul" -> largest(node, shapes);
      case "GlobalAveragePool" -> new FeatureShape(first.channels(), 1, 1);
      case "AveragePool" -> windowed(node, first, first.channels());
      case "Conv" -> windowed(node, first, outChannels(node, constants));
      case "Gemm" -> new FeatureShape(outChannels(node, constants), 1, 1);
      default ->
          throw new IllegalStateException(
              "no rule for the shape of %s '%s': say what the operator gives"
                  .formatted(node.getOpType(), node.getName()));
    };
  }

  /** One of the terms has the shape of the sum; the others are spread over it, scalars too. */
  private static FeatureShape largest(NodeProto node, Map<String, FeatureShape> shapes) {
    return node.getInputList().stream()
        .filter(shapes::containsKey)
        .map(shapes::get)
        .max(Comparator.comparingLong(FeatureShape::size))
        .orElseThrow();
  }

  private static int outChannels(NodeProto node, Map<String, List<Long>> constants) {
    return Math.toIntExact(constants.get(node.getInput(1)).get(0));
  }

  private static FeatureShape windowed(NodeProto node, FeatureShape input, int channels) {
    return new FeatureShape(channels, side(node, input.height(), 0), side(node, input.width(), 1));
  }

  /**
   * @param axis 0 for the height, 1 for the width
   */
  private static int side(NodeProto node, int side, int axis) {
    long kernel = value(node, "kernel_shape", axis, 1);
    long pads = value(node, "pads", axis, 0) + value(node, "pads", axis + 2, 0);
    return Math.toIntExact((side + pads - kernel) / value(node, "strides", axis, 1) + 1);
  }

  private static long value(NodeProto node, String attribute, int index, long absent) {
    return node.getAttributeList().stream()
        .filter(each -> each.getName().equals(attribute))
        .findFirst()
        .map((AttributeProto found) -> found.getInts(index))
        .orElse(absent);
  }
}
