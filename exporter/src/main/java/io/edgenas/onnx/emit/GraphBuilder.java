package io.edgenas.onnx.emit;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.edgenas.base.output.ToolVersion;
import io.edgenas.operation.AveragePoolOp;
import io.edgenas.operation.ConvOp;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * A graph under construction. A value is called like the node that gives it, so names are the
 * network's own and the same in every emission. An {@link #outline} has the same nodes and
 * constants of the same sizes, but asks for no weights.
 */
public final class GraphBuilder {
  /** Name of the symbolic first dimension. */
  static final String BATCH = "batch";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final OptionalInt batch;
  private final boolean outline;

  /**
   * @param batch size of the first dimension of inputs and outputs; empty for a symbolic one
   */
  GraphBuilder(String name, OptionalInt batch) {
    this(name, batch, false);
  }

  private GraphBuilder(String name, OptionalInt batch, boolean outline) {
    this.batch = batch;
    this.outline = outline;
    graph.setName(name);
  }

  /** A graph for one image whose constants are zeros that all share their memory. */
  static GraphBuilder outline(String name) {
    return new GraphBuilder(name, OptionalInt.of(1), true);
  }

  /** What was built so far. */
  GraphProto graph() {
    return graph.build();
  }

  /** Declares the float32 input {@code [batch, shape...]}; returns its name. */
  public String input(String name, List<Integer> shape) {
    return input(name, TensorProto.DataType.FLOAT, shape);
  }

  /** Declares an input of any type. */
  public String input(String name, TensorProto.DataType type, List<Integer> shape) {
    graph.addInput(valueInfo(name, type, shape));
    return name;
  }

  /** Declares that the float32 value of that name is the output {@code [batch, shape...]}. */
  public void output(String name, List<Integer> shape) {
    output(name, TensorProto.DataType.FLOAT, shape);
  }

  /** Declares an output of any type. */
  public void output(String name, TensorProto.DataType type, List<Integer> shape) {
    graph.addOutput(valueInfo(name, type, shape));
  }

  /**
   * Adds a float32 constant.
   *
   * @return its name
   * @throws ExportException if a value is NaN or infinite
   */
  public String constant(String name, float[] values, List<Integer> shape) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    requireFinite(name, values);
    for (float value : values) {
      raw.putFloat(value);
    }
    return constant(name, TensorProto.DataType.FLOAT, raw.flip(), shape);
  }

  /**
   * Adds a float32 constant; an outline does not ask for its values.
   *
   * @return its name
   * @throws ExportException if a value is NaN or infinite
   */
  public String constant(String name, List<Integer> shape, Supplier<float[]> values) {
    return outline
        ? constant(name, TensorProto.DataType.FLOAT, Zeros.of(shape, Float.BYTES), shape)
        : constant(name, values.get(), shape);
  }

  /**
   * @throws ExportException if a value is NaN or infinite, naming it
   */
  public static void requireFinite(String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new ExportException(
            "%s[%d] is %s: the weights cannot be exported".formatted(name, i, values[i]));
      }
    }
  }

  /**
   * Adds a constant of any type.
   *
   * @param raw the values, row-major and little-endian
   * @return its name
   */
  public String constant(
      String name, TensorProto.DataType type, ByteBuffer raw, List<Integer> shape) {
    return constant(name, type, ByteString.copyFrom(raw), shape);
  }

  private String constant(
      String name, TensorProto.DataType type, ByteString raw, List<Integer> shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).setRawData(raw);
    shape.forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return name;
  }

  /**
   * Adds a node of the standard operators; returns the name of its value, which is {@code name}.
   */
  public String node(
      String operator, String name, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(List.of(attributes)));
    return name;
  }

  /** Gives a value another name, wherever it is given and taken. */
  public void rename(String value, String newName) {
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      if (node.getOutput(0).equals(value)) {
        node.setOutput(0, newName);
      }
      for (int i = 0; i < node.getInputCount(); i++) {
        if (node.getInput(i).equals(value)) {
          node.setInput(i, newName);
        }
      }
    }
  }

  /** The attributes of a Conv: groups, window, stride, and padding that keeps the centre. */
  public static AttributeProto[] window(ConvOp conv) {
    int kernel = conv.kernel();
    int pad = kernel / 2;
    return new AttributeProto[] {
      attribute("group", conv.groups()),
      attribute("kernel_shape", List.of(kernel, kernel)),
      attribute("pads", List.of(pad, pad, pad, pad)),
      attribute("strides", List.of(conv.stride(), conv.stride()))
    };
  }

  /** The attributes of an AveragePool; what is padded does not count, which is the default. */
  public static AttributeProto[] window(AveragePoolOp pool) {
    int kernel = pool.kernel();
    int pad = pool.padding();
    return new AttributeProto[] {
      attribute("kernel_shape", List.of(kernel, kernel)),
      attribute("pads", List.of(pad, pad, pad, pad)),
      attribute("strides", List.of(pool.stride(), pool.stride()))
    };
  }

  /** The attributes of a 1x1 Conv. Its weight's shape says the same, but OpenCV wants it stated. */
  public static AttributeProto pointwise() {
    return attribute("kernel_shape", List.of(1, 1));
  }

  public static AttributeProto attribute(String name, int value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  public static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  public static AttributeProto attribute(String name, List<Integer> values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    values.forEach(attribute::addInts);
    return attribute.build();
  }

  /** The whole file. */
  byte[] build(SortedMap<String, String> metadata) {
    return model(metadata).toByteArray();
  }

  /** The whole file, as it is before it is written. */
  ModelProto model(SortedMap<String, String> metadata) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(OnnxFile.IR_VERSION)
            .setProducerName("EdgeNAS")
            .setProducerVersion(ToolVersion.get())
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OnnxFile.OPSET))
            .setGraph(graph);
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      model.addMetadataProps(
          StringStringEntryProto.newBuilder().setKey(entry.getKey()).setValue(entry.getValue()));
    }
    return model.build();
  }

  private ValueInfoProto valueInfo(String name, TensorProto.DataType type, List<Integer> shape) {
    TensorShapeProto.Dimension.Builder first = TensorShapeProto.Dimension.newBuilder();
    batch.ifPresentOrElse(first::setDimValue, () -> first.setDimParam(BATCH));
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder().addDim(first);
    for (int size : shape) {
      dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dimensions);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
