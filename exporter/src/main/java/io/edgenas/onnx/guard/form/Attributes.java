package io.edgenas.onnx.guard.form;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.edgenas.base.input.Check;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attributes of a node, each with its type and range. {@link #requireAllAsked} refuses those that
 * nobody asked for.
 */
public final class Attributes {
  private final String node;
  private final Map<String, AttributeProto> all = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();

  Attributes(String node, List<AttributeProto> attributes) throws Refusal {
    this.node = node;
    for (AttributeProto attribute : attributes) {
      if (all.put(attribute.getName(), attribute) != null) {
        throw new Refusal(node + " has the same attribute twice");
      }
      requireOneValue(attribute);
    }
  }

  boolean has(String name) {
    return all.containsKey(name);
  }

  long integer(String name, long byDefault, long min, long max) throws Refusal {
    AttributeProto found = find(name, AttributeType.INT);
    return found == null ? byDefault : range(name, found.getI(), min, max);
  }

  /** An attribute that may only say what holds anyway. */
  void only(String name, long value) throws Refusal {
    integer(name, value, value, value);
  }

  /** Empty if it is missing; each from {@code min} to {@code max}. */
  List<Long> integers(String name, long min, long max) throws Refusal {
    AttributeProto found = find(name, AttributeType.INTS);
    if (found == null) {
      return List.of();
    }
    for (long value : found.getIntsList()) {
      range(name, value, min, max);
    }
    return found.getIntsList();
  }

  float decimal(String name, float byDefault, float min, float max) throws Refusal {
    AttributeProto found = find(name, AttributeType.FLOAT);
    if (found == null) {
      return byDefault;
    }
    if (!(found.getF() >= min && found.getF() <= max)) {
      throw new Refusal(
          "%s has %s %s, only %s to %s are allowed".formatted(node, name, found.getF(), min, max));
    }
    return found.getF();
  }

  /** A finite number. */
  float decimal(String name, float byDefault) throws Refusal {
    return decimal(name, byDefault, -Float.MAX_VALUE, Float.MAX_VALUE);
  }

  String text(String name, String byDefault, Set<String> allowed) throws Refusal {
    AttributeProto found = find(name, AttributeType.STRING);
    String text = found == null ? byDefault : found.getS().toStringUtf8();
    if (!allowed.contains(text)) {
      throw new Refusal(
          "%s has %s '%s', only %s are allowed"
              .formatted(node, name, Check.shown(text), allowed.stream().sorted().toList()));
    }
    return text;
  }

  TensorProto tensor(String name) throws Refusal {
    AttributeProto found = find(name, AttributeType.TENSOR);
    if (found == null) {
      throw new Refusal(node + " needs a tensor as its attribute " + name);
    }
    return found.getT();
  }

  public void requireAllAsked() throws Refusal {
    for (String name : all.keySet()) {
      if (!asked.contains(name)) {
        throw new Refusal(
            "%s has the attribute '%s': only %s are allowed"
                .formatted(node, Check.shown(name), asked.stream().sorted().toList()));
      }
    }
  }

  private AttributeProto find(String name, AttributeType type) throws Refusal {
    asked.add(name);
    AttributeProto found = all.get(name);
    if (found != null && found.getType() != type) {
      throw new Refusal(
          "%s has the attribute '%s' of the type %s, not %s"
              .formatted(node, name, found.getType(), type));
    }
    return found;
  }

  private long range(String name, long value, long min, long max) throws Refusal {
    if (!(value >= min && value <= max)) {
      throw new Refusal(
          "%s has %s %d, only %s is allowed"
              .formatted(node, name, value, min == max ? "" + min : min + " to " + max));
    }
    return value;
  }

  /**
   * Refuses values of other types: another reader might take one of them instead of the one that is
   * stated.
   */
  private void requireOneValue(AttributeProto attribute) throws Refusal {
    boolean graph = attribute.hasG() || attribute.getGraphsCount() > 0;
    boolean tensors =
        attribute.getTensorsCount() > 0
            || attribute.hasSparseTensor()
            || attribute.getSparseTensorsCount() > 0
            || attribute.hasTp()
            || attribute.getTypeProtosCount() > 0;
    AttributeType type = attribute.getType();
    boolean others =
        (attribute.hasF() && type != AttributeType.FLOAT)
            || (attribute.hasI() && type != AttributeType.INT)
            || (attribute.hasS() && type != AttributeType.STRING)
            || (attribute.hasT() && type != AttributeType.TENSOR)
            || (attribute.getIntsCount() > 0 && type != AttributeType.INTS)
            || (attribute.getFloatsCount() > 0 && type != AttributeType.FLOATS)
            || (attribute.getStringsCount() > 0 && type != AttributeType.STRINGS);
    if (graph || tensors || others || !attribute.getRefAttrName().isEmpty()) {
      throw new Refusal(
          "%s has the attribute '%s' of the type %s, which holds %s"
              .formatted(
                  node,
                  Check.shown(attribute.getName()),
                  type,
                  graph ? "a graph" : "more than one value of that type"));
    }
  }
}
