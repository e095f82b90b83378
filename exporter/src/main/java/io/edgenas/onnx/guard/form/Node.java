package io.edgenas.onnx.guard.form;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A node under check: its inputs and attributes, each asked for with what is allowed. Whatever a
 * form does not ask for is refused.
 */
public final class Node {
  /** Types of the values that networks compute with. */
  static final Set<DataType> NUMBERS = Set.of(DataType.FLOAT, DataType.UINT8, DataType.INT8);

  private final String name;
  private final int opset;
  private final String operator;
  private final List<Optional<Value>> inputs;
  private final Attributes attributes;

  /**
   * @param name what messages call the node
   * @param inputs empty where the name is empty
   */
  public Node(String name, NodeProto node, int opset, List<Optional<Value>> inputs) throws Refusal {
    this.name = name;
    this.opset = opset;
    this.operator = node.getOpType();
    this.inputs = List.copyOf(inputs);
    this.attributes = new Attributes(name, node.getAttributeList());
  }

  String name() {
    return name;
  }

  String operator() {
    return operator;
  }

  /** Version of the operators in the file. */
  int opset() {
    return opset;
  }

  public Attributes attributes() {
    return attributes;
  }

  int inputCount() {
    return inputs.size();
  }

  /** Makes sure that there are so many inputs, none of them without a name. */
  void requireInputs(int min, int max) throws Refusal {
    requireInputs(min, max, Set.of());
  }

  /**
   * @param omittable those that may have an empty name
   */
  void requireInputs(int min, int max, Set<Integer> omittable) throws Refusal {
    if (inputs.size() < min || inputs.size() > max) {
      throw new Refusal(
          "%s has %d inputs, not %s"
              .formatted(name, inputs.size(), min == max ? "" + min : min + " to " + max));
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).isEmpty() && !omittable.contains(i)) {
        throw new Refusal(name + " has an input " + i + " without a name");
      }
    }
  }

  /** An input that is there; to be called after {@link #requireInputs}. */
  Value input(int index) {
    return inputs.get(index).orElseThrow();
  }

  /** An input that may be left out, at the end or by an empty name. */
  Optional<Value> optional(int index) {
    return index < inputs.size() ? inputs.get(index) : Optional.empty();
  }

  /** An input that is computed from the graph's input. */
  Value data(int index, int minRank, int maxRank) throws Refusal {
    return data(index, minRank, maxRank, Set.of(DataType.FLOAT));
  }

  Value data(int index, int minRank, int maxRank, Set<DataType> types) throws Refusal {
    Value value = input(index);
    if (!value.isData()) {
      throw refusal("has a constant as its input " + index + ", which must be computed");
    }
    requireType(index, types);
    int rank = value.shape().rank();
    if (rank < minRank || rank > maxRank) {
      throw mismatch();
    }
    return value;
  }

  /** An input that is a tensor of the file. */
  Value constant(int index, DataType type) throws Refusal {
    Value value = input(index);
    if (!value.isConstant()) {
      throw refusal("computes its input " + index + ", which must be a constant of the file");
    }
    requireType(index, Set.of(type));
    return value;
  }

  /** A constant of one finite float. */
  float number(int index) throws Refusal {
    Value value = constant(index, DataType.FLOAT);
    float[] found =
        value.shape().isScalar() ? TensorCheck.floats(value.constant().orElseThrow()) : null;
    if (found == null || !Float.isFinite(found[0])) {
      throw refusal("needs one finite number as its input " + index + ", not " + value);
    }
    return found[0];
  }

  /** An input that is a float weight: a tensor of the file, or one that was dequantised. */
  Value weight(int index) throws Refusal {
    Value value = input(index);
    if (value.isData()) {
      throw refusal("computes its input " + index + ", which must be a constant of the file");
    }
    requireType(index, Set.of(DataType.FLOAT));
    return value;
  }

  private void requireType(int index, Set<DataType> types) throws Refusal {
    if (!types.contains(input(index).type())) {
      throw refusal(
          "has an input "
              + index
              + " of the type "
              + input(index).type()
              + ", only "
              + types.stream().sorted().toList()
              + " is allowed");
    }
  }

  /** The result of a shape that may be too large. */
  Value result(List<Long> sizes, DataType type) throws Refusal {
    return Value.data(Shape.of(name, sizes), type);
  }

  Refusal refusal(String what) {
    return new Refusal(name + " " + what);
  }

  Refusal mismatch() {
    List<String> found = new ArrayList<>();
    inputs.forEach(input -> found.add(input.map(value -> value.shape().toString()).orElse("-")));
    return refusal("cannot have inputs of the shapes " + found);
  }
}
