package io.edgenas.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.edgenas.export.OnnxGuard.Refusal;
import io.edgenas.input.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows a graph from its inputs to its outputs and makes sure that every value fits. */
final class GraphCheck {
  /** The largest once-for-all network has about 300. */
  private static final int MAX_NODES = 20_000;

  /** Elements that all nodes give together, for one image: 8 GiB of float32, most of it reused. */
  private static final long MAX_TOTAL_ELEMENTS = 1L << 31;

  private static final List<AttributeType> ATTRIBUTE_TYPES =
      List.of(
          AttributeType.FLOAT,
          AttributeType.INT,
          AttributeType.STRING,
          AttributeType.TENSOR,
          AttributeType.FLOATS,
          AttributeType.INTS,
          AttributeType.STRINGS);

  private long totalElements;
  private final Map<String, Shape> values = new HashMap<>();

  private GraphCheck() {}

  static void check(GraphProto graph) throws Refusal {
    new GraphCheck().graph(graph);
  }

  private void graph(GraphProto graph) throws Refusal {
    if (graph.getNodeCount() == 0 || graph.getNodeCount() > MAX_NODES) {
      throw new Refusal(graph.getNodeCount() + " nodes, 1 to " + MAX_NODES + " are allowed");
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      define(tensor.getName(), TensorCheck.check(tensor));
    }
    boolean hasInput = false;
    for (ValueInfoProto input : graph.getInputList()) {
      Shape shape = declared("input", input);
      // Old files list constants among the inputs, too.
      if (!values.containsKey(input.getName())) {
        define(input.getName(), shape);
        hasInput = true;
      }
    }
    if (!hasInput || graph.getOutputCount() == 0) {
      throw new Refusal("no " + (hasInput ? "output" : "input") + ", a network has both");
    }
    for (NodeProto node : graph.getNodeList()) {
      node(node);
      requireTotal();
    }
    for (ValueInfoProto info : graph.getValueInfoList()) {
      declared("value", info);
    }
    for (ValueInfoProto output : graph.getOutputList()) {
      requireAgreement(output, valueOf(output.getName(), "the graph's outputs"));
    }
  }

  private static void requireAgreement(ValueInfoProto output, Shape found) throws Refusal {
    Shape declared = declared("output", output);
    boolean agrees = declared.rank() == found.rank();
    for (int i = 0; agrees && i < found.rank(); i++) {
      boolean fixed = output.getType().getTensorType().getShape().getDim(i).hasDimValue();
      agrees = !fixed || declared.size(i) == found.size(i);
    }
    if (!agrees) {
      throw new Refusal(
          "output '%s' is declared as %s, but is %s"
              .formatted(Check.shown(output.getName()), declared, found));
    }
  }

  private void define(String name, Shape shape) throws Refusal {
    if (name.isEmpty() || values.putIfAbsent(name, shape) != null) {
      throw new Refusal("the name '" + Check.shown(name) + "' is empty or used twice");
    }
  }

  private Shape valueOf(String name, String user) throws Refusal {
    Shape shape = values.get(name);
    if (shape == null) {
      throw new Refusal(
          "'%s' is used by %s before anything gives it".formatted(Check.shown(name), user));
    }
    return shape;
  }

  private static Shape declared(String what, ValueInfoProto info) throws Refusal {
    String name = what + " '" + Check.shown(info.getName()) + "'";
    if (!info.getType().hasTensorType() || !info.getType().getTensorType().hasShape()) {
      throw new Refusal(name + " is not a tensor with a shape");
    }
    List<Long> sizes = new ArrayList<>();
    for (Dimension dimension : info.getType().getTensorType().getShape().getDimList()) {
      sizes.add(dimension.hasDimValue() ? dimension.getDimValue() : 1L);
    }
    return Shape.of(name, sizes);
  }

  private void node(NodeProto node) throws Refusal {
    String name = "%s '%s'".formatted(Check.shown(node.getOpType()), Check.shown(node.getName()));
    OnnxGuard.requireDomain(node.getDomain());
    Set<String> names = new HashSet<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      attribute(name, attribute);
      if (!names.add(attribute.getName())) {
        throw new Refusal(name + " has the same attribute twice");
      }
    }
    List<Shape> inputs = new ArrayList<>();
    for (String input : node.getInputList()) {
      if (!input.isEmpty()) {
        inputs.add(valueOf(input, name));
      }
    }
    Shape shape = new NodeShape(name, node, inputs).infer();
    for (String output : node.getOutputList()) {
      if (!output.isEmpty()) {
        define(output, shape);
        totalElements += shape.size();
      }
    }
  }

  private void requireTotal() throws Refusal {
    if (totalElements > MAX_TOTAL_ELEMENTS) {
      throw new Refusal("its nodes give more than " + MAX_TOTAL_ELEMENTS + " values together");
    }
  }

  private static void attribute(String node, AttributeProto attribute) throws Refusal {
    if (!ATTRIBUTE_TYPES.contains(attribute.getType()) || !attribute.getRefAttrName().isEmpty()) {
      throw new Refusal(
          "%s has the attribute '%s' of the type %s: only %s are allowed"
              .formatted(
                  node, Check.shown(attribute.getName()), attribute.getType(), ATTRIBUTE_TYPES));
    }
    if (attribute.hasG()
        || attribute.getGraphsCount() > 0
        || attribute.getTensorsCount() > 0
        || attribute.hasSparseTensor()
        || attribute.getSparseTensorsCount() > 0) {
      throw new Refusal(node + " hides a graph or tensors in an attribute of another type");
    }
    if (attribute.hasT()) {
      TensorCheck.check(attribute.getT());
    }
  }
}
