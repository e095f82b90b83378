package io.edgenas.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.edgenas.export.OnnxGuard.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shape that a node gives, by the rules of the ONNX operators. Only operators of feed-forward
 * networks are known, so that the size of every value can be bounded before anything runs.
 */
final class NodeShape {
  /** Results are as large as the first input. */
  private static final Set<String> ELEMENTWISE =
      Set.of(
          "Abs",
          "BatchNormalization",
          "Clip",
          "DequantizeLinear",
          "Dropout",
          "Elu",
          "Erf",
          "Exp",
          "HardSigmoid",
          "HardSwish",
          "Identity",
          "LeakyRelu",
          "Log",
          "LogSoftmax",
          "Neg",
          "QuantizeLinear",
          "Relu",
          "Sigmoid",
          "Softmax",
          "Sqrt",
          "Tanh");

  /** Results are as large as all inputs stretched over each other. */
  private static final Set<String> BROADCAST =
      Set.of("Add", "Div", "Max", "Min", "Mul", "Pow", "PRelu", "Sub");

  private static final Set<String> OTHERS =
      Set.of(
          "AveragePool",
          "BatchNormalization",
          "Concat",
          "Constant",
          "Conv",
          "Flatten",
          "Gemm",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "MatMul",
          "MaxPool",
          "Transpose");

  private final String name;
  private final NodeProto node;
  private final List<Shape> inputs;

  /**
   * @param name what messages call the node
   * @param inputs shapes of the inputs that are there
   */
  NodeShape(String name, NodeProto node, List<Shape> inputs) {
    this.name = name;
    this.node = node;
    this.inputs = inputs;
  }

  /**
   * @throws Refusal if the operator is not known, its inputs do not fit it or its result is too
   *     large
   */
  Shape infer() throws Refusal {
    String operator = node.getOpType();
    if (ELEMENTWISE.contains(operator)) {
      return input(0, 0);
    }
    if (BROADCAST.contains(operator)) {
      Shape all = input(0, 0);
      for (Shape other : inputs) {
        all = Shape.of(name, broadcast(all.sizes(), other.sizes()));
      }
      return all;
    }
    return switch (operator) {
      case "AveragePool", "MaxPool" -> new WindowShape(name, node).pool(input(0, 3));
      case "BatchNormalization" -> normalised(input(0, 2));
      case "Concat" -> concat();
      case "Constant" -> constant();
      case "Conv" -> convolution(input(0, 3), input(1, 3));
      case "Flatten" -> flatten(input(0, 0));
      case "Gemm" -> gemm(input(0, 2), input(1, 2));
      case "GlobalAveragePool", "GlobalMaxPool" -> Shape.of(name, input(0, 2).pooled());
      case "MatMul" -> matMul(input(0, 2), input(1, 2));
      case "Transpose" -> transpose(input(0, 0));
      default -> {
        Set<String> known = new TreeSet<>(ELEMENTWISE);
        known.addAll(BROADCAST);
        known.addAll(OTHERS);
        throw new Refusal(name + " is not an operator that is read here: " + known);
      }
    };
  }

  private Shape input(int index, int minRank) throws Refusal {
    if (index >= inputs.size() || inputs.get(index).rank() < minRank) {
      throw mismatch();
    }
    return inputs.get(index);
  }

  private Refusal mismatch() {
    return new Refusal(name + " cannot have inputs of the shapes " + inputs);
  }

  private List<Long> broadcast(List<Long> a, List<Long> b) throws Refusal {
    int rank = Math.max(a.size(), b.size());
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      long left = i < rank - a.size() ? 1 : a.get(i - rank + a.size());
      long right = i < rank - b.size() ? 1 : b.get(i - rank + b.size());
      if (left != right && left != 1 && right != 1) {
        throw mismatch();
      }
      sizes.add(left == 1 ? right : left);
    }
    return sizes;
  }

  private Shape convolution(Shape input, Shape weight) throws Refusal {
    if (inputs.size() > 2 && !inputs.get(2).sizes().equals(List.of(weight.size(0)))) {
      throw mismatch();
    }
    return new WindowShape(name, node).convolution(input, weight);
  }

  private Shape normalised(Shape input) throws Refusal {
    for (int i = 1; i < 5; i++) {
      if (!input(i, 1).sizes().equals(List.of(input.size(1)))) {
        throw mismatch();
      }
    }
    return input;
  }

  private Shape concat() throws Refusal {
    Shape first = input(0, 1);
    int axis = axis(0, first.rank() - 1);
    long sum = 0;
    for (Shape shape : inputs) {
      if (shape.rank() != first.rank()) {
        throw mismatch();
      }
      for (int i = 0; i < shape.rank(); i++) {
        if (i != axis && shape.size(i) != first.size(i)) {
          throw mismatch();
        }
      }
      sum += shape.size(axis);
    }
    List<Long> sizes = new ArrayList<>(first.sizes());
    sizes.set(axis, sum);
    return Shape.of(name, sizes);
  }

  private Shape constant() throws Refusal {
    AttributeProto value = node.getAttributeCount() == 1 ? node.getAttribute(0) : null;
    if (value == null || !value.hasT()) {
      throw new Refusal(name + " needs one tensor as its only attribute");
    }
    return Shape.of(name, value.getT().getDimsList());
  }

  private Shape flatten(Shape shape) throws Refusal {
    int axis = axis(1, shape.rank());
    long rows = 1;
    long columns = 1;
    for (int i = 0; i < shape.rank(); i++) {
      if (i < axis) {
        rows *= shape.size(i);
      } else {
        columns *= shape.size(i);
      }
    }
    return Shape.of(name, List.of(rows, columns));
  }

  private Shape gemm(Shape a, Shape b) throws Refusal {
    if (a.rank() != 2 || b.rank() != 2) {
      throw mismatch();
    }
    boolean transA = Attributes.integer(node, "transA", 0) != 0;
    boolean transB = Attributes.integer(node, "transB", 0) != 0;
    Shape shape = Shape.of(name, List.of(a.size(transA ? 1 : 0), b.size(transB ? 0 : 1)));
    boolean fits = a.size(transA ? 0 : 1) == b.size(transB ? 1 : 0);
    if (!fits
        || (inputs.size() > 2
            && !broadcast(shape.sizes(), inputs.get(2).sizes()).equals(shape.sizes()))) {
      throw mismatch();
    }
    return shape;
  }

  private Shape matMul(Shape a, Shape b) throws Refusal {
    if (a.size(a.rank() - 1) != b.size(b.rank() - 2)) {
      throw mismatch();
    }
    List<Long> sizes =
        new ArrayList<>(
            broadcast(a.sizes().subList(0, a.rank() - 2), b.sizes().subList(0, b.rank() - 2)));
    sizes.add(a.size(a.rank() - 2));
    sizes.add(b.size(b.rank() - 1));
    return Shape.of(name, sizes);
  }

  private Shape transpose(Shape shape) throws Refusal {
    List<Long> order = Attributes.integers(node, "perm");
    List<Long> sizes = new ArrayList<>();
    if (order.isEmpty()) {
      sizes.addAll(shape.sizes());
      Collections.reverse(sizes);
      return Shape.of(name, sizes);
    }
    if (new HashSet<>(order).size() != shape.rank() || order.size() != shape.rank()) {
      throw mismatch();
    }
    for (long from : order) {
      if (from < 0 || from >= shape.rank()) {
        throw mismatch();
      }
      sizes.add(shape.size((int) from));
    }
    return Shape.of(name, sizes);
  }

  private int axis(int byDefault, int largest) throws Refusal {
    long axis = Attributes.integer(node, "axis", byDefault);
    long fromFront = axis < 0 ? axis + inputs.get(0).rank() : axis;
    if (fromFront < 0 || fromFront > largest) {
      throw new Refusal(name + " has the axis " + axis + " for the shape " + inputs.get(0));
    }
    return (int) fromFront;
  }
}
