package io.edgenas.onnx.int8;

import static io.edgenas.onnx.emit.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.edgenas.onnx.emit.ExportException;
import io.edgenas.onnx.emit.GraphBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Adds float32 nodes to a graph with QuantizeLinear and DequantizeLinear around them, which
 * runtimes fuse into integer ones. Every value between nodes is an 8-bit one; each consumer has its
 * own DequantizeLinear.
 */
final class QdqGraph {
  private final GraphBuilder graph;

  QdqGraph(GraphBuilder graph) {
    this.graph = graph;
  }

  /** Adds a node that takes and gives float32; returns the name of its value. */
  String node(String operator, String name, List<String> inputs, AttributeProto... attributes) {
    return graph.node(operator, name, inputs, attributes);
  }

  /** Quantises a float32 value. */
  QuantizedValue quantize(String value, Quantization quantization) {
    String name =
        graph.node(
            "QuantizeLinear",
            value + ".quantized",
            List.of(value, scale(value, quantization), zeroPoint(value, quantization)));
    return new QuantizedValue(name, quantization);
  }

  /** The value as the float32 input {@code argument} of the node {@code consumer}. */
  String dequantize(QuantizedValue value, String consumer, String argument) {
    String name = consumer + "." + argument;
    Quantization quantization = value.quantization();
    return graph.node(
        "DequantizeLinear",
        name,
        List.of(value.name(), scale(name, quantization), zeroPoint(name, quantization)));
  }

  /** The constant {@code value}, exact, as a float32 input of the node {@code consumer}. */
  String scalar(double value, String consumer, String argument) {
    boolean zero = value == 0; // no scale can be
    String constant =
        graph.constant(
            consumer + "." + argument + (zero ? ".none" : ".one"),
            DataType.UINT8,
            ByteBuffer.wrap(new byte[] {(byte) (zero ? 0 : 1)}),
            List.of());
    Quantization quantization = new Quantization(zero ? 1 : (float) value, 0);
    return dequantize(new QuantizedValue(constant, quantization), consumer, argument);
  }

  /**
   * The inputs of a convolution or linear layer: data, weight and, where there is one, bias.
   *
   * @param shape of the weight, output channels first
   * @throws ExportException if a value is NaN or infinite
   */
  List<String> weighted(
      QuantizedValue input,
      String consumer,
      float[] weight,
      List<Integer> shape,
      Optional<float[]> bias) {
    GraphBuilder.requireFinite(consumer + ".weight", weight);
    bias.ifPresent(values -> GraphBuilder.requireFinite(consumer + ".bias", values));
    int channels = shape.get(0);
    float inputScale = input.quantization().scale();
    QuantizedWeight quantized = QuantizedWeight.of(weight, bias, channels, inputScale);
    List<String> inputs = new ArrayList<>();
    inputs.add(dequantize(input, consumer, "input"));
    inputs.add(
        perChannel(
            consumer + ".weight",
            DataType.INT8,
            ByteBuffer.wrap(quantized.values()),
            shape,
            quantized.scales()));
    quantized
        .bias()
        .ifPresent(
            values -> {
              float[] scales = quantized.scales().clone();
              for (int i = 0; i < scales.length; i++) {
                scales[i] *= inputScale;
              }
              inputs.add(
                  perChannel(
                      consumer + ".bias", DataType.INT32, raw(values), List.of(channels), scales));
            });
    return inputs;
  }

  private String perChannel(
      String name, DataType type, ByteBuffer raw, List<Integer> shape, float[] scales) {
    int channels = shape.get(0);
    int zeroBytes = channels * (type == DataType.INT8 ? Byte.BYTES : Integer.BYTES);
    return graph.node(
        "DequantizeLinear",
        name,
        List.of(
            graph.constant(name + ".quantized", type, raw, shape),
            graph.constant(name + ".scale", scales, List.of(channels)),
            graph.constant(
                name + ".zero_point", type, ByteBuffer.allocate(zeroBytes), List.of(channels))),
        attribute("axis", 0));
  }

  private String scale(String value, Quantization quantization) {
    return graph.constant(value + ".scale", new float[] {quantization.scale()}, List.of());
  }

  private String zeroPoint(String value, Quantization quantization) {
    return graph.constant(
        value + ".zero_point",
        DataType.UINT8,
        ByteBuffer.wrap(new byte[] {(byte) quantization.zeroPoint()}),
        List.of());
  }

  private static ByteBuffer raw(int[] values) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(raw::putInt);
    return raw.flip();
  }
}
