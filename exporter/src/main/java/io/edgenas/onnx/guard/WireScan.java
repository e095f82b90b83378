package io.edgenas.onnx.guard;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Reads the wire format of an ONNX file without building any object, to bound what parsing it will
 * allocate: two bytes of a hostile file can ask for an object of a hundred.
 *
 * <p>Fields that the schema does not have are refused, because another reader might give them a
 * meaning.
 */
final class WireScan {
  /** Messages, texts and varints in a file; the largest once-for-all network has about 2,000. */
  static final int MAX_ITEMS = 2_000_000;

  /** Messages within messages: model, graph, node, attribute, tensor is the usual depth. */
  static final int MAX_DEPTH = 16;

  private final CodedInputStream in;
  private long items;

  private WireScan(CodedInputStream in) {
    this.in = in;
  }

  /**
   * Scans a file.
   *
   * @throws IOException if the bytes are not the wire format of the schema, or exceed a limit; the
   *     message is for a person
   */
  static void scan(ByteString bytes) throws IOException {
    CodedInputStream in = bytes.newCodedInput();
    in.enableAliasing(true);
    in.setSizeLimit(Integer.MAX_VALUE);
    new WireScan(in).message(ModelProto.getDescriptor(), 1);
    if (!in.isAtEnd()) {
      throw new IOException("it ends in the middle");
    }
  }

  private void message(Descriptor type, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IOException("messages are nested deeper than " + MAX_DEPTH);
    }
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int number = WireFormat.getTagFieldNumber(tag);
      FieldDescriptor field = type.findFieldByNumber(number);
      if (field == null) {
        throw new IOException("field " + number + " of " + type.getName() + " is unknown");
      }
      int wireType = WireFormat.getTagWireType(tag);
      if (wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        delimited(field, depth);
      } else if (wireType == field.getLiteType().getWireType()) {
        count(1);
        in.skipField(tag);
      } else {
        throw wrongType(field);
      }
    }
  }

  private void delimited(FieldDescriptor field, int depth) throws IOException {
    int length = in.readRawVarint32();
    switch (field.getType()) {
      case MESSAGE -> {
        count(1);
        int end = in.pushLimit(length);
        message(field.getMessageType(), depth + 1);
        if (in.getBytesUntilLimit() != 0) {
          throw new IOException(
              "a " + field.getMessageType().getName() + " does not end where it says");
        }
        in.popLimit(end);
      }
      case BYTES, STRING -> {
        count(1);
        in.skipRawBytes(length);
      }
      case FLOAT, DOUBLE -> {
        requirePackable(field);
        in.skipRawBytes(length);
      }
      default -> {
        requirePackable(field);
        count(length);
        in.skipRawBytes(length);
      }
    }
  }

  private void count(int more) throws IOException {
    items += more;
    if (more < 0 || items > MAX_ITEMS) {
      throw new IOException("more than " + MAX_ITEMS + " items");
    }
  }

  private static void requirePackable(FieldDescriptor field) throws IOException {
    if (!field.isPackable()) {
      throw wrongType(field);
    }
  }

  private static IOException wrongType(FieldDescriptor field) {
    return new IOException("field " + field.getFullName() + " has the wrong type");
  }
}
