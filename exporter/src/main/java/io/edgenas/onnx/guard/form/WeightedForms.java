package io.edgenas.onnx.guard.form;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.edgenas.onnx.guard.form.Form.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Matrix products and batch norm: what has weights but no window. */
final class WeightedForms {
  private static final int OPTIONAL_BIAS_OPSET = 11;
  private static final int SPATIAL_OPSET = 9;
  private static final int TRAINING_OPSET = 14;

  private WeightedForms() {}

  static void addTo(Map<String, Form> forms) {
    forms.put("BatchNormalization", WeightedForms::batchNormalization);
    forms.put("Gemm", WeightedForms::gemm);
    forms.put("MatMul", WeightedForms::matMul);
  }

  private static Result batchNormalization(Node node) throws Refusal {
    node.requireInputs(5, 5);
    node.attributes().decimal("epsilon", 1e-5f, 0, 1);
    node.attributes().decimal("momentum", 0.9f, 0, 1);
    if (node.opset() < SPATIAL_OPSET) {
      node.attributes().only("spatial", 1);
    }
    if (node.opset() >= TRAINING_OPSET) {
      node.attributes().only("training_mode", 0);
    }
    Value value = node.data(0, 2, 4);
    for (int i = 1; i < 5; i++) {
      if (!node.constant(i, DataType.FLOAT).shape().is(value.shape().size(1))) {
        throw node.mismatch();
      }
    }
    return Result.of(value);
  }

  private static Result gemm(Node node) throws Refusal {
    node.requireInputs(node.opset() < OPTIONAL_BIAS_OPSET ? 3 : 2, 3);
    node.attributes().decimal("alpha", 1);
    node.attributes().decimal("beta", 1);
    node.attributes().only("transA", 0);
    boolean transposed = node.attributes().integer("transB", 0, 0, 1) == 1;
    Shape data = node.data(0, 2, 2).shape();
    Shape weight = weight(node, transposed ? 0 : 1);
    long inner = weight.size(transposed ? 1 : 0);
    long outer = weight.size(transposed ? 0 : 1);
    if (data.size(1) != inner) {
      throw node.mismatch();
    }
    if (node.optional(2).isPresent()) {
      Shape bias = bias(node, 2);
      boolean fits = bias.isScalar() || bias.is(outer) || bias.is(1L, outer);
      if (!fits) {
        throw node.mismatch();
      }
    }
    Value result = node.result(List.of(data.size(0), outer), DataType.FLOAT);
    return new Result(result, result.shape().size() * inner, 0);
  }

  private static Result matMul(Node node) throws Refusal {
    node.requireInputs(2, 2);
    Shape data = node.data(0, 2, 4).shape();
    Shape weight = weight(node, 1);
    int last = data.rank() - 1;
    if (data.size(last) != weight.size(0)) {
      throw node.mismatch();
    }
    List<Long> sizes = new ArrayList<>(data.sizes());
    sizes.set(last, weight.size(1));
    Value result = node.result(sizes, DataType.FLOAT);
    return new Result(result, result.shape().size() * weight.size(0), 0);
  }

  private static Shape weight(Node node, int outputAxis) throws Refusal {
    Value weight = node.weight(1);
    if (weight.shape().rank() != 2 || !fitsAxis(weight, outputAxis)) {
      throw node.mismatch();
    }
    return weight.shape();
  }

  /** The shape of a bias, which has at most one scale per output channel. */
  static Shape bias(Node node, int index) throws Refusal {
    Value bias = node.weight(index);
    if (!fitsAxis(bias, 0)) {
      throw node.mismatch();
    }
    return bias.shape();
  }

  /** Whether scales per channel, where there are any, are those of the output channels. */
  static boolean fitsAxis(Value weight, int outputAxis) {
    return weight.channelAxis().isEmpty() || weight.channelAxis().getAsInt() == outputAxis;
  }

  /** A bias of one value per output channel, or none. */
  static void requireBias(Node node, Optional<Value> bias, long channels) throws Refusal {
    if (bias.isPresent() && !bias(node, 2).is(channels)) {
      throw node.mismatch();
    }
  }
}
