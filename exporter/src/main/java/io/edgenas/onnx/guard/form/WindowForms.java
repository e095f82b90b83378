package io.edgenas.onnx.guard.form;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.edgenas.onnx.guard.form.Form.Result;
import java.util.List;
import java.util.Map;

/** Windows that slide over {@code [batch, channels, height, width]}: convolutions and pools. */
final class WindowForms {
  private static final int DIMENSIONS = 2;
  private static final int POOL_CEIL_OPSET = 10;
  private static final int AVERAGE_DILATIONS_OPSET = 19;
  private static final int AXES_INPUT_OPSET = 18;

  /**
   * Multiplications that a step over an input element costs at least: where a group has few output
   * channels, as in a depthwise convolution, memory decides.
   */
  private static final long LEAST_REUSE = 8;

  private WindowForms() {}

  static void addTo(Map<String, Form> forms) {
    forms.put("AveragePool", WindowForms::averagePool);
    forms.put("Conv", WindowForms::convolution);
    forms.put("GlobalAveragePool", WindowForms::globalPool);
    forms.put("GlobalMaxPool", WindowForms::globalPool);
    forms.put("MaxPool", WindowForms::maxPool);
    forms.put("ReduceMean", WindowForms::reduceMean);
  }

  private static Result globalPool(Node node) throws Refusal {
    node.requireInputs(1, 1);
    Value value = node.data(0, 4, 4);
    return Result.reading(value, node.result(value.shape().pooled(), DataType.FLOAT));
  }

  /** Allows a mean over height and width only: some exporters write a global pool so. */
  private static Result reduceMean(Node node) throws Refusal {
    boolean axesAreInput = node.opset() >= AXES_INPUT_OPSET;
    node.requireInputs(axesAreInput ? 2 : 1, axesAreInput ? 2 : 1);
    Value value = node.data(0, 4, 4);
    boolean keep = node.attributes().integer("keepdims", 1, 0, 1) == 1;
    List<Long> axes;
    if (axesAreInput) {
      node.attributes().only("noop_with_empty_axes", 0);
      Value given = node.constant(1, DataType.INT64);
      axes = given.shape().is(2L) ? TensorCheck.longs(given.constant().orElseThrow()) : List.of();
    } else {
      axes = node.attributes().integers("axes", -4, 3);
    }
    if (!axes.equals(List.of(2L, 3L)) && !axes.equals(List.of(-2L, -1L))) {
      throw node.refusal("has the axes " + axes + ", only [2, 3] are allowed");
    }
    List<Long> sizes = value.shape().pooled();
    return Result.reading(value, node.result(keep ? sizes : sizes.subList(0, 2), DataType.FLOAT));
  }

  private static Result maxPool(Node node) throws Refusal {
    node.attributes().only("storage_order", 0);
    return pool(node, node.opset() >= POOL_CEIL_OPSET);
  }

  private static Result averagePool(Node node) throws Refusal {
    node.attributes().integer("count_include_pad", 0, 0, 1);
    return pool(node, node.opset() >= AVERAGE_DILATIONS_OPSET);
  }

  private static Result pool(Node node, boolean mayBeDilated) throws Refusal {
    node.requireInputs(1, 1);
    Shape input = node.data(0, 4, 4).shape();
    List<Long> kernel = node.attributes().integers("kernel_shape", 1, Limits.WINDOW);
    Window window = Window.of(node, input, kernel, mayBeDilated, node.opset() >= POOL_CEIL_OPSET);
    Value result = node.result(window.slide(input, input.size(1)), DataType.FLOAT);
    return new Result(result, result.shape().size() * window.area(), 0);
  }

  private static Result convolution(Node node) throws Refusal {
    node.requireInputs(2, 3);
    Shape input = node.data(0, 4, 4).shape();
    Value weights = node.weight(1);
    Shape weight = weights.shape();
    if (weight.rank() != 2 + DIMENSIONS || !WeightedForms.fitsAxis(weights, 0)) {
      throw node.mismatch();
    }
    WeightedForms.requireBias(node, node.optional(2), weight.size(0));
    long groups = node.attributes().integer("group", 1, 1, Limits.TENSOR_ELEMENTS);
    if (input.size(1) != weight.size(1) * groups || weight.size(0) % groups != 0) {
      throw new Refusal(
          "%s of %d groups cannot have inputs of the shapes [%s, %s]"
              .formatted(node.name(), groups, input, weight));
    }
    List<Long> kernel = weight.sizes().subList(2, weight.rank());
    List<Long> declared = node.attributes().integers("kernel_shape", 1, Limits.WINDOW);
    if (node.attributes().has("kernel_shape") && !declared.equals(kernel)) {
      throw node.refusal("has the kernel " + declared + ", but its weight " + kernel);
    }
    Window window = Window.of(node, input, kernel, true, false);
    Value result = node.result(window.slide(input, weight.size(0)), DataType.FLOAT);
    long pixels = result.shape().size() / weight.size(0);
    long unfolded = weight.size(1) * window.area();
    long reuse = Math.max(LEAST_REUSE, weight.size(0) / groups);
    long perImage = result.shape().size(2) * result.shape().size(3);
    // Unfolded windows, which a convolution may lay out for each image, group after group.
    long scratch = window.area() == 1 ? 0 : perImage * unfolded * Float.BYTES;
    return new Result(result, pixels * groups * unfolded * reuse, scratch);
  }
}
