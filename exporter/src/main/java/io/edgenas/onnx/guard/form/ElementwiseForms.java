package io.edgenas.onnx.guard.form;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.edgenas.onnx.guard.form.Form.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Operators that compute every element from the elements at its place. */
final class ElementwiseForms {
  private static final int ERF_OPSET = 9;
  private static final int HARD_SWISH_OPSET = 14;
  private static final int CLIP_INPUTS_OPSET = 11;
  private static final int DROPOUT_INPUTS_OPSET = 12;
  private static final int SOFTMAX_ONE_AXIS_OPSET = 13;

  private ElementwiseForms() {}

  static void addTo(Map<String, Form> forms) {
    for (String operator : List.of("Abs", "Exp", "Log", "Neg", "Relu", "Sigmoid", "Sqrt", "Tanh")) {
      forms.put(operator, ElementwiseForms::plain);
    }
    for (String operator : List.of("Add", "Div", "Max", "Min", "Mul", "Pow", "Sub")) {
      forms.put(operator, ElementwiseForms::binary);
    }
    forms.put("Clip", ElementwiseForms::clip);
    forms.put("Dropout", ElementwiseForms::dropout);
    forms.put("Elu", node -> sloped(node, 1f));
    forms.put("Erf", node -> since(node, ERF_OPSET));
    forms.put("HardSigmoid", ElementwiseForms::hardSigmoid);
    forms.put("HardSwish", node -> since(node, HARD_SWISH_OPSET));
    forms.put("LeakyRelu", node -> sloped(node, 0.01f));
    forms.put("LogSoftmax", ElementwiseForms::softmax);
    forms.put("PRelu", ElementwiseForms::prelu);
    forms.put("Softmax", ElementwiseForms::softmax);
  }

  private static Value only(Node node) throws Refusal {
    node.requireInputs(1, 1);
    return node.data(0, 1, Limits.RANK);
  }

  private static Result plain(Node node) throws Refusal {
    return Result.of(only(node));
  }

  private static Result sloped(Node node, float alpha) throws Refusal {
    node.attributes().decimal("alpha", alpha);
    return plain(node);
  }

  private static Result hardSigmoid(Node node) throws Refusal {
    node.attributes().decimal("alpha", 0.2f);
    node.attributes().decimal("beta", 0.5f);
    return plain(node);
  }

  private static Result since(Node node, int opset) throws Refusal {
    if (node.opset() < opset) {
      throw node.refusal("came with operator set " + opset + ", the file has " + node.opset());
    }
    return plain(node);
  }

  private static Result dropout(Node node) throws Refusal {
    if (node.opset() < DROPOUT_INPUTS_OPSET) {
      node.attributes().decimal("ratio", 0.5f, 0, 1);
    } else {
      node.attributes().integer("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    return plain(node);
  }

  private static Result softmax(Node node) throws Refusal {
    Value value = only(node);
    int rank = value.shape().rank();
    boolean oneAxis = node.opset() >= SOFTMAX_ONE_AXIS_OPSET;
    node.attributes().integer("axis", oneAxis ? -1 : 1, oneAxis ? -rank : 0, rank - 1);
    return Result.of(value);
  }

  /** The limits are attributes in old files, later inputs of which each may be left out. */
  private static Result clip(Node node) throws Refusal {
    float low = -Float.MAX_VALUE;
    float high = Float.MAX_VALUE;
    if (node.opset() < CLIP_INPUTS_OPSET) {
      node.requireInputs(1, 1);
      low = node.attributes().decimal("min", low);
      high = node.attributes().decimal("max", high);
    } else {
      node.requireInputs(1, 3, Set.of(1, 2));
      low = node.optional(1).isPresent() ? node.number(1) : low;
      high = node.optional(2).isPresent() ? node.number(2) : high;
    }
    if (!(low <= high)) {
      throw node.refusal("clips to " + low + " to " + high);
    }
    return Result.of(node.data(0, 1, Limits.RANK));
  }

  private static Result prelu(Node node) throws Refusal {
    node.requireInputs(2, 2);
    Value value = node.data(0, 1, Limits.RANK);
    Shape slope = node.constant(1, DataType.FLOAT).shape();
    if (!broadcast(node, value.shape(), slope).equals(value.shape().sizes())) {
      throw node.mismatch();
    }
    return Result.of(value);
  }

  private static Result binary(Node node) throws Refusal {
    node.requireInputs(2, 2);
    Value left = operand(node, 0);
    Value right = operand(node, 1);
    if (!left.isData() && !right.isData()) {
      throw node.refusal("computes with constants alone");
    }
    return Result.of(node.result(broadcast(node, left.shape(), right.shape()), DataType.FLOAT));
  }

  private static Value operand(Node node, int index) throws Refusal {
    Value value = node.input(index);
    if (value.isData()) {
      return node.data(index, 1, Limits.RANK);
    }
    if (value.channelAxis().isPresent()) {
      throw node.refusal("takes a weight with a scale per channel as its input " + index);
    }
    return node.weight(index);
  }

  private static List<Long> broadcast(Node node, Shape a, Shape b) throws Refusal {
    int rank = Math.max(a.rank(), b.rank());
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      long left = i < rank - a.rank() ? 1 : a.size(i - rank + a.rank());
      long right = i < rank - b.rank() ? 1 : b.size(i - rank + b.rank());
      if (left != right && left != 1 && right != 1) {
        throw node.mismatch();
      }
      sizes.add(left == 1 ? right : left);
    }
    return sizes;
  }
}
