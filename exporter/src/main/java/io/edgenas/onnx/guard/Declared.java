package io.edgenas.onnx.guard;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.edgenas.base.input.Check;
import io.edgenas.onnx.guard.form.Refusal;
import io.edgenas.onnx.guard.form.Shape;
import io.edgenas.onnx.guard.form.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a file says about a value.
 *
 * @param name what messages call it
 * @param sizes empty for a symbolic one
 */
record Declared(String name, Optional<DataType> type, List<Optional<Long>> sizes) {
  static Declared of(String what, ValueInfoProto info) throws Refusal {
    String name = what + " '" + Check.shown(info.getName()) + "'";
    TypeProto type = info.getType();
    if (!type.hasTensorType() || !type.getTensorType().hasShape()) {
      throw new Refusal(name + " is not a tensor with a shape");
    }
    List<Optional<Long>> sizes = new ArrayList<>();
    for (Dimension dimension : type.getTensorType().getShape().getDimList()) {
      sizes.add(dimension.hasDimValue() ? Optional.of(dimension.getDimValue()) : Optional.empty());
    }
    return new Declared(
        name,
        Optional.ofNullable(DataType.forNumber(type.getTensorType().getElemType())),
        List.copyOf(sizes));
  }

  /** The value of a graph's input, of which the first dimension alone may be symbolic. */
  Value input() throws Refusal {
    if (type.isEmpty() || !(type.get() == DataType.FLOAT || type.get() == DataType.UINT8)) {
      throw new Refusal(
          name
              + " is of the type "
              + type.map(DataType::toString).orElse("unknown")
              + ", only FLOAT and UINT8 are read");
    }
    List<Long> known = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      if (i > 0 && sizes.get(i).isEmpty()) {
        throw new Refusal(
            name + " of shape " + shown() + " has another open size than the first: fix it");
      }
      known.add(sizes.get(i).orElse(1L));
    }
    if (known.isEmpty()) {
      throw new Refusal(name + " has no dimensions, the first is the batch");
    }
    return Value.data(Shape.of(name, known), type.get());
  }

  /**
   * @throws Refusal unless type, rank and fixed sizes are those found
   */
  void requireAgreement(Value found) throws Refusal {
    boolean agrees =
        type.isPresent() && type.get() == found.type() && sizes.size() == found.shape().rank();
    for (int i = 0; agrees && i < sizes.size(); i++) {
      agrees = sizes.get(i).isEmpty() || sizes.get(i).get() == found.shape().size(i);
    }
    if (!agrees) {
      throw new Refusal(
          "%s is declared as %s %s, but is %s"
              .formatted(name, type.map(DataType::toString).orElse("unknown"), shown(), found));
    }
  }

  private List<String> shown() {
    return sizes.stream().map(size -> size.map(Object::toString).orElse("?")).toList();
  }
}
