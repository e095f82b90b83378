package io.edgenas.onnx.guard.form;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.edgenas.onnx.guard.form.Form.Result;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Checks the nodes that go to 8-bit integers and back. What is computed has one scale; a scale per
 * channel is for weights alone, which go into a convolution or a matrix product and nowhere else.
 */
final class QuantizationForms {
  private static final int FIRST_OPSET = 10;
  private static final int AXIS_OPSET = 13;
  private static final Set<DataType> BYTES = Set.of(DataType.UINT8, DataType.INT8);

  private QuantizationForms() {}

  static void addTo(Map<String, Form> forms) {
    forms.put("DequantizeLinear", QuantizationForms::dequantize);
    forms.put("QuantizeLinear", QuantizationForms::quantize);
  }

  private static Result quantize(Node node) throws Refusal {
    requireOpset(node);
    node.requireInputs(3, 3);
    Value value = node.data(0, 1, Limits.RANK);
    requireScales(node, 1);
    DataType type = node.input(2).type();
    if (!BYTES.contains(type)) {
      throw node.refusal("gives the type " + type + ", only 8-bit integers are read");
    }
    node.constant(2, type);
    if (!node.input(1).shape().isScalar() || !node.input(2).shape().isScalar()) {
      throw node.mismatch();
    }
    axis(node, value.shape().rank());
    return Result.of(Value.data(value.shape(), type));
  }

  private static Result dequantize(Node node) throws Refusal {
    requireOpset(node);
    node.requireInputs(2, 3);
    requireScales(node, 1);
    boolean data = node.input(0).isData();
    DataType type = node.input(0).type();
    Value value = data ? node.data(0, 1, Limits.RANK, BYTES) : node.constant(0, type);
    if (!BYTES.contains(type) && (data || type != DataType.INT32)) {
      throw node.refusal("takes the type " + type + ", only 8-bit integers and INT32 biases do");
    }
    if (node.inputCount() == 3) {
      node.constant(2, type);
      if (!node.input(2).shape().equals(node.input(1).shape())) {
        throw node.mismatch();
      }
    }
    int axis = axis(node, value.shape().rank());
    if (node.input(1).shape().isScalar() && (data || node.input(1).shape().rank() == 0)) {
      return Result.of(
          data
              ? Value.data(value.shape(), DataType.FLOAT)
              : Value.dequantized(value.shape(), OptionalInt.empty()));
    }
    return Result.of(perChannel(node, value, axis));
  }

  private static Value perChannel(Node node, Value value, int axis) throws Refusal {
    if (value.isData() || node.opset() < AXIS_OPSET || axis >= value.shape().rank()) {
      throw node.refusal("has a scale per channel for what is no weight");
    }
    if (!node.input(1).shape().is(value.shape().size(axis))) {
      throw node.mismatch();
    }
    if (node.inputCount() == 3) {
      TensorProto zeroPoints = node.input(2).constant().orElseThrow();
      if (!TensorCheck.isZero(zeroPoints)) {
        throw node.refusal("has zero points other than 0 with a scale per channel");
      }
    }
    return Value.dequantized(value.shape(), OptionalInt.of(axis));
  }

  private static void requireOpset(Node node) throws Refusal {
    if (node.opset() < FIRST_OPSET) {
      throw node.refusal("came with operator set 10, the file has " + node.opset());
    }
  }

  /** Refuses scales that are not finite or not above 0: they give no numbers. */
  private static void requireScales(Node node, int index) throws Refusal {
    Value scales = node.constant(index, DataType.FLOAT);
    if (scales.shape().rank() > 1) {
      throw node.mismatch();
    }
    for (float scale : TensorCheck.floats(scales.constant().orElseThrow())) {
      if (!(scale > 0 && scale <= Float.MAX_VALUE)) {
        throw node.refusal("has the scale " + scale + ", which must be a finite number above 0");
      }
    }
  }

  /** Beyond the rank where a scalar has no axis. */
  private static int axis(Node node, int rank) throws Refusal {
    if (node.opset() < AXIS_OPSET) {
      return rank;
    }
    int largest = Math.max(1, rank) - 1;
    int axis =
        node.attributes().has("axis")
            ? (int) node.attributes().integer("axis", 0, -largest - 1L, largest)
            : 1;
    return axis < 0 ? axis + rank : axis;
  }
}
