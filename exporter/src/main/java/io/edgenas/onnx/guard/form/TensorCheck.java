package io.edgenas.onnx.guard.form;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import io.edgenas.base.input.Check;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Constants of a file: the data is in the file and as large as type and shape say. */
public final class TensorCheck {
  private TensorCheck() {}

  /**
   * Checks a constant.
   *
   * @throws Refusal naming the tensor
   */
  public static Value check(TensorProto tensor) throws Refusal {
    String name = "tensor '" + Check.shown(tensor.getName()) + "'";
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || tensor.getExternalDataCount() > 0) {
      throw new Refusal(name + " has its data in another file: put it into this one");
    }
    if (tensor.hasSegment()) {
      throw new Refusal(name + " is a segment of a tensor");
    }
    Shape shape = Shape.of(name, tensor.getDimsList());
    DataType type = DataType.forNumber(tensor.getDataType());
    int width = type == null ? 0 : bytesPerElement(type);
    if (width == 0) {
      throw new Refusal(
          "%s has the type %s: only FLOAT, INT8, UINT8, INT32 and INT64 are allowed"
              .formatted(name, type == null ? Integer.toString(tensor.getDataType()) : type));
    }
    long found = tensor.hasRawData() ? tensor.getRawData().size() : typedCount(tensor, type);
    long expected = tensor.hasRawData() ? shape.size() * width : shape.size();
    long others = allTyped(tensor) - (tensor.hasRawData() ? 0 : found);
    if (found != expected || others != 0) {
      throw new Refusal(
          "%s of shape %s has %d %s, not %d%s"
              .formatted(
                  name,
                  shape,
                  found,
                  tensor.hasRawData() ? "bytes" : "values",
                  expected,
                  others == 0 ? "" : ", and " + others + " of another kind"));
    }
    return Value.constant(tensor, shape);
  }

  /** 0 for types that no network here needs. */
  static int bytesPerElement(DataType type) {
    return switch (type) {
      case INT8, UINT8 -> 1;
      case FLOAT, INT32 -> 4;
      case INT64 -> 8;
      default -> 0;
    };
  }

  /** The values of a checked INT64 constant of few elements. */
  static List<Long> longs(TensorProto tensor) {
    if (!tensor.hasRawData()) {
      return tensor.getInt64DataList();
    }
    ByteBuffer raw = littleEndian(tensor.getRawData());
    List<Long> values = new ArrayList<>();
    while (raw.hasRemaining()) {
      values.add(raw.getLong());
    }
    return values;
  }

  /** The values of a checked FLOAT constant. */
  static float[] floats(TensorProto tensor) {
    float[] values;
    if (tensor.hasRawData()) {
      ByteBuffer raw = littleEndian(tensor.getRawData());
      values = new float[raw.remaining() / Float.BYTES];
      raw.asFloatBuffer().get(values);
    } else {
      values = new float[tensor.getFloatDataCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = tensor.getFloatData(i);
      }
    }
    return values;
  }

  /** Whether all values of a checked integer constant are 0. */
  static boolean isZero(TensorProto tensor) {
    ByteString raw = tensor.getRawData();
    for (int i = 0; i < raw.size(); i++) {
      if (raw.byteAt(i) != 0) {
        return false;
      }
    }
    return tensor.getInt32DataList().stream().allMatch(value -> value == 0);
  }

  private static ByteBuffer littleEndian(ByteString raw) {
    return raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long typedCount(TensorProto tensor, DataType type) {
    return switch (type) {
      case FLOAT -> tensor.getFloatDataCount();
      case INT64 -> tensor.getInt64DataCount();
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
