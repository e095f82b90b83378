package io.edgenas.onnx.guard.form;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.edgenas.onnx.guard.form.Form.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Operators that move values or name them. */
final class LayoutForms {
  private static final int NEGATIVE_AXIS_OPSET = 11;
  private static final int ALLOW_ZERO_OPSET = 14;

  private LayoutForms() {}

  static void addTo(Map<String, Form> forms) {
    forms.put("Concat", LayoutForms::concat);
    forms.put("Constant", LayoutForms::constant);
    forms.put("Flatten", LayoutForms::flatten);
    forms.put("Identity", LayoutForms::identity);
    forms.put("Reshape", LayoutForms::reshape);
    forms.put("Transpose", LayoutForms::transpose);
  }

  private static Result constant(Node node) throws Refusal {
    node.requireInputs(0, 0);
    TensorProto tensor = node.attributes().tensor("value");
    return Result.of(TensorCheck.check(tensor));
  }

  /** Exporters give shared constants their second name so. */
  private static Result identity(Node node) throws Refusal {
    node.requireInputs(1, 1);
    return Result.of(
        node.input(0).isConstant() ? node.input(0) : node.data(0, 1, Limits.RANK, Node.NUMBERS));
  }

  private static Result concat(Node node) throws Refusal {
    node.requireInputs(2, Limits.NODE_INPUTS);
    Value first = node.data(0, 1, Limits.RANK);
    int rank = first.shape().rank();
    if (!node.attributes().has("axis")) {
      throw node.refusal("has no axis");
    }
    int axis = axis(node, 0, rank - 1, rank);
    List<Long> sizes = new ArrayList<>(first.shape().sizes());
    for (int i = 1; i < node.inputCount(); i++) {
      Shape shape = node.data(i, rank, rank).shape();
      for (int j = 0; j < rank; j++) {
        if (j != axis && shape.size(j) != first.shape().size(j)) {
          throw node.mismatch();
        }
      }
      sizes.set(axis, sizes.get(axis) + shape.size(axis));
    }
    return Result.of(node.result(sizes, DataType.FLOAT));
  }

  private static Result flatten(Node node) throws Refusal {
    node.requireInputs(1, 1);
    Value value = node.data(0, 1, Limits.RANK, Node.NUMBERS);
    Shape shape = value.shape();
    int axis = axis(node, 1, shape.rank(), shape.rank());
    long rows = 1;
    for (int i = 0; i < axis; i++) {
      rows *= shape.size(i);
    }
    return Result.of(node.result(List.of(rows, shape.size() / rows), value.type()));
  }

  private static int axis(Node node, int byDefault, int largest, int rank) throws Refusal {
    int smallest = node.opset() >= NEGATIVE_AXIS_OPSET ? -rank : 0;
    int axis = (int) node.attributes().integer("axis", byDefault, smallest, largest);
    return axis < 0 ? axis + rank : axis;
  }

  private static Result reshape(Node node) throws Refusal {
    node.requireInputs(2, 2);
    if (node.opset() >= ALLOW_ZERO_OPSET) {
      node.attributes().only("allowzero", 0);
    }
    Value value = node.data(0, 1, Limits.RANK, Node.NUMBERS);
    Value wanted = node.constant(1, DataType.INT64);
    if (wanted.shape().rank() != 1 || wanted.shape().size() > Limits.RANK) {
      throw node.mismatch();
    }
    List<Long> target = TensorCheck.longs(wanted.constant().orElseThrow());
    return Result.of(node.result(resolved(node, value.shape(), target), value.type()));
  }

  /** 0 copies a size, one -1 takes what is left. */
  private static List<Long> resolved(Node node, Shape from, List<Long> target) throws Refusal {
    List<Long> sizes = new ArrayList<>(target);
    long known = 1;
    int open = -1;
    for (int i = 0; i < sizes.size(); i++) {
      long size = sizes.get(i);
      boolean copied = size == 0 && i < from.rank();
      if ((size == -1 && open >= 0) || size < -1 || (size == 0 && !copied)) {
        throw node.refusal("cannot give " + from + " the shape " + target);
      }
      if (size == -1) {
        open = i;
      } else {
        sizes.set(i, copied ? from.size(i) : size);
        // Bounds every factor and the product.
        known = Shape.of(node.name(), List.of(known, sizes.get(i))).size();
      }
    }
    if (open >= 0) {
      sizes.set(open, from.size() / known);
      known *= from.size() / known;
    }
    if (known != from.size()) {
      throw node.refusal("cannot give " + from + " the shape " + target);
    }
    return sizes;
  }

  /** The order must be stated: ONNX Runtime ends the process over some transposes without. */
  private static Result transpose(Node node) throws Refusal {
    node.requireInputs(1, 1);
    Value value = node.data(0, 2, Limits.RANK, Node.NUMBERS);
    int rank = value.shape().rank();
    List<Long> order = node.attributes().integers("perm", 0, rank - 1L);
    if (order.size() != rank || new HashSet<>(order).size() != rank) {
      throw node.refusal("has the perm " + order + " for the shape " + value.shape());
    }
    List<Long> sizes = new ArrayList<>();
    order.forEach(from -> sizes.add(value.shape().size(from.intValue())));
    return Result.of(node.result(sizes, value.type()));
  }
}
