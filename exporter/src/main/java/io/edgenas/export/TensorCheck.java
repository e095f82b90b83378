package io.edgenas.export;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.edgenas.export.OnnxGuard.Refusal;
import io.edgenas.input.Check;

/** Constants of a file: the data is in the file and as large as type and shape say. */
final class TensorCheck {
  private TensorCheck() {}

  /**
   * Checks a constant.
   *
   * @return its shape
   * @throws Refusal naming the tensor
   */
  static Shape check(TensorProto tensor) throws Refusal {
    String name = "tensor '" + Check.shown(tensor.getName()) + "'";
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || tensor.getExternalDataCount() > 0) {
      throw new Refusal(name + " has its data in another file: put it into this one");
    }
    if (tensor.hasSegment()) {
      throw new Refusal(name + " is a segment of a tensor");
    }
    Shape shape = Shape.of(name, tensor.getDimsList());
    TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
    int width = type == null ? 0 : bytesPerElement(type);
    if (width == 0) {
      throw new Refusal(
          name + " has the type " + tensor.getDataType() + ", only numbers are allowed");
    }
    long found = tensor.hasRawData() ? tensor.getRawData().size() : typedCount(tensor, type);
    long expected = tensor.hasRawData() ? shape.size() * width : shape.size();
    if (found != expected || (tensor.hasRawData() && allTyped(tensor) != 0)) {
      throw new Refusal(
          "%s of shape %s has %d %s, not %d"
              .formatted(name, shape, found, tensor.hasRawData() ? "bytes" : "values", expected));
    }
    return shape;
  }

  /** 0 for types that no network here needs. */
  private static int bytesPerElement(TensorProto.DataType type) {
    return switch (type) {
      case BOOL, INT8, UINT8 -> 1;
      case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
      case FLOAT, INT32, UINT32 -> 4;
      case DOUBLE, INT64, UINT64 -> 8;
      default -> 0;
    };
  }

  private static long typedCount(TensorProto tensor, TensorProto.DataType type) {
    return switch (type) {
      case FLOAT -> tensor.getFloatDataCount();
      case DOUBLE -> tensor.getDoubleDataCount();
      case INT64 -> tensor.getInt64DataCount();
      case UINT32, UINT64 -> tensor.getUint64DataCount();
      default -> tensor.getInt32DataCount();
    };
  }

  private static long allTyped(TensorProto tensor) {
    return (long) tensor.getFloatDataCount()
        + tensor.getDoubleDataCount()
        + tensor.getInt64DataCount()
        + tensor.getUint64DataCount()
        + tensor.getInt32DataCount()
        + tensor.getStringDataCount();
  }
}
