package io.edgenas.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.Optional;

/** Attributes of a node by name. */
final class Attributes {
  private Attributes() {}

  static long integer(NodeProto node, String name, long byDefault) {
    return find(node, name).map(AttributeProto::getI).orElse(byDefault);
  }

  /** Empty if it is missing. */
  static List<Long> integers(NodeProto node, String name) {
    return find(node, name).map(AttributeProto::getIntsList).orElse(List.of());
  }

  static String text(NodeProto node, String name, String byDefault) {
    return find(node, name).map(found -> found.getS().toStringUtf8()).orElse(byDefault);
  }

  private static Optional<AttributeProto> find(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst();
  }
}
