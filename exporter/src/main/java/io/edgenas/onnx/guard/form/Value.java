package io.edgenas.onnx.guard.form;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of a value in a graph.
 *
 * @param source where it comes from
 * @param constant the tensor itself, where it is a {@link Source#CONSTANT}
 * @param channelAxis the dimension that has a scale for each of its elements, where it is a weight
 *     that was dequantised so
 */
public record Value(
    Shape shape,
    DataType type,
    Source source,
    Optional<TensorProto> constant,
    OptionalInt channelAxis) {
  /** Where a value comes from. */
  enum Source {
    /** Computed from the graph's input. */
    DATA,
    /** A tensor of the file. */
    CONSTANT,
    /** A tensor of the file, dequantised. */
    DEQUANTIZED
  }

  public static Value data(Shape shape, DataType type) {
    return new Value(shape, type, Source.DATA, Optional.empty(), OptionalInt.empty());
  }

  static Value constant(TensorProto tensor, Shape shape) {
    return new Value(
        shape,
        DataType.forNumber(tensor.getDataType()),
        Source.CONSTANT,
        Optional.of(tensor),
        OptionalInt.empty());
  }

  static Value dequantized(Shape shape, OptionalInt channelAxis) {
    return new Value(shape, DataType.FLOAT, Source.DEQUANTIZED, Optional.empty(), channelAxis);
  }

  public boolean isData() {
    return source == Source.DATA;
  }

  public boolean isConstant() {
    return source == Source.CONSTANT;
  }

  /** The same source and type with another shape. */
  Value reshaped(Shape newShape) {
    return new Value(newShape, type, source, constant, channelAxis);
  }

  /** Bytes that it takes in memory. */
  long bytes() {
    return shape.size() * TensorCheck.bytesPerElement(type);
  }

  @Override
  public String toString() {
    return type + " " + shape;
  }
}
