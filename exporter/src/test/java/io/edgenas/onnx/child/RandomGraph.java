package io.edgenas.onnx.child;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A feed-forward graph of one to a dozen random operators, most of them in a form that exporters
 * write; now and then in one that they do not.
 */
final class RandomGraph {
  private static final List<String> PLAIN =
      List.of("Relu", "Sigmoid", "Tanh", "Abs", "Neg", "Exp", "Sqrt", "Log", "Identity");
  private static final List<String> BINARY =
      List.of("Add", "Mul", "Sub", "Div", "Max", "Min", "Pow");
  private static final int[] OPSETS = {7, 8, 9, 10, 11, 12, 13, 13, 13, 14, 15, 17, 18, 19, 21, 22};

  private final SplittableRandom random;
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("g");
  private final int opset;
  private final boolean symbolic;
  private String value = "image";
  private List<Long> shape;
  private String saved;
  private List<Long> savedShape;
  private int names;

  private RandomGraph(SplittableRandom random) {
    this.random = random;
    this.opset = OPSETS[random.nextInt(OPSETS.length)];
    this.symbolic = random.nextInt(4) == 0;
  }

  /** The next graph. */
  static ModelProto next(SplittableRandom random) {
    return new RandomGraph(random).build();
  }

  private ModelProto build() {
    shape =
        random.nextInt(5) == 0
            ? new ArrayList<>(List.of(1L, pick(1, 3, 8, 16)))
            : new ArrayList<>(
                List.of(pick(1, 1, 1, 2), pick(1, 2, 3, 4, 8, 16, 24), side(), side()));
    if (symbolic) {
      shape.set(0, 1L);
    }
    graph.addInput(info(value, DataType.FLOAT, shape));
    for (int steps = 1 + random.nextInt(12); steps > 0; steps--) {
      if (random.nextInt(3) == 0) {
        saved = value;
        savedShape = List.copyOf(shape);
      }
      step();
    }
    graph.addOutput(info(value, DataType.FLOAT, shape));
    return ModelProto.newBuilder()
        .setIrVersion(opset < 9 ? 3 + random.nextInt(3) : 4 + random.nextInt(6))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
        .setGraph(graph)
        .build();
  }

  private void step() {
    if (shape.size() == 4) {
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3 -> convolution(false);
        case 4, 5 -> convolution(opset >= 13);
        case 6 -> batchNorm();
        case 7 -> pool("MaxPool");
        case 8 -> pool("AveragePool");
        case 9 -> globalPool();
        case 10 -> flatten();
        case 11 -> transpose();
        case 12 -> concat();
        case 13 -> quantized();
        case 14 -> reshape();
        default -> elementwise();
      }
    } else {
      switch (random.nextInt(10)) {
        case 0, 1 -> gemm(false);
        case 2 -> gemm(opset >= 13);
        case 3 -> matMul();
        case 4 -> reshape();
        case 5 -> transpose();
        case 6 -> quantized();
        case 7 -> concat();
        default -> elementwise();
      }
    }
  }

  private void elementwise() {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> add(PLAIN.get(random.nextInt(PLAIN.size())), List.of(value));
      case 3 -> add("HardSigmoid", List.of(value), decimal("alpha", 1f / 6), decimal("beta", 0.5f));
      case 4 -> add(opset >= 14 ? "HardSwish" : "Relu", List.of(value));
      case 5 -> add("LeakyRelu", List.of(value), decimal("alpha", 0.1f));
      case 6, 7 -> clip();
      case 8 -> add("Softmax", List.of(value), integer("axis", shape.size() - 1));
      case 9 -> {
        List<Long> slope =
            shape.size() == 4 ? List.of(shape.get(1), 1L, 1L) : List.of(shape.get(1));
        add("PRelu", List.of(value, floats(slope)));
      }
      case 10 -> add("Dropout", List.of(value));
      default -> binary();
    }
  }

  private void binary() {
    String operator = BINARY.get(random.nextInt(BINARY.size()));
    String other;
    switch (random.nextInt(5)) {
      case 0 -> other = floats(List.of());
      case 1 -> other = floats(shape.subList(shape.size() - 1, shape.size()));
      case 2 -> other = value;
      case 3 -> other = floats(shape.size() == 4 ? List.of(1L, shape.get(1), 1L, 1L) : List.of(1L));
      default -> other = saved != null && savedShape.equals(shape) ? saved : value;
    }
    add(operator, random.nextBoolean() ? List.of(value, other) : List.of(other, value));
  }

  private void clip() {
    if (opset < 11) {
      add("Clip", List.of(value), decimal("min", 0), decimal("max", 6));
      return;
    }
    String low = constant(0f);
    String high = constant(6f);
    switch (random.nextInt(6)) {
      case 0 -> add("Clip", List.of(value));
      case 1 -> add("Clip", List.of(value, low));
      case 2 -> add("Clip", List.of(value, "", high));
      case 3 -> add("Clip", List.of(value, low, ""));
      case 4 -> add("Clip", List.of(value, "", ""));
      default -> add("Clip", List.of(value, low, high));
    }
  }

  private void convolution(boolean quantized) {
    long in = shape.get(1);
    long groups = random.nextInt(3) == 0 ? in : 1;
    long out = groups > 1 ? groups * pick(1, 1, 2) : pick(1, 2, 3, 8, 16, 17, 24, 32);
    long kernel = pick(1, 1, 3, 3, 5, 7);
    long stride = pick(1, 1, 1, 2, 3);
    long dilation = random.nextInt(8) == 0 ? 2 : 1;
    long reach = dilation * (kernel - 1) + 1;
    boolean same = random.nextInt(8) == 0;
    long pad = same ? 0 : random.nextInt(4) == 0 ? random.nextLong(reach) : reach / 2;
    if (!same && (shape.get(2) + 2 * pad < reach || shape.get(3) + 2 * pad < reach)) {
      elementwise();
      return;
    }
    List<Long> weight = List.of(out, in / groups, kernel, kernel);
    List<String> inputs = new ArrayList<>();
    inputs.add(quantized ? through(value) : value);
    inputs.add(quantized ? dequantized(weight, DataType.INT8, 0) : floats(weight));
    if (random.nextInt(3) > 0) {
      inputs.add(quantized ? dequantized(List.of(out), DataType.INT32, 0) : floats(List.of(out)));
    }
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(integer("group", groups));
    if (random.nextBoolean()) {
      attributes.add(integers("kernel_shape", kernel, kernel));
    }
    attributes.add(integers("strides", stride, stride));
    if (dilation > 1 || random.nextInt(4) == 0) {
      attributes.add(integers("dilations", dilation, dilation));
    }
    if (same) {
      attributes.add(text("auto_pad", random.nextBoolean() ? "SAME_UPPER" : "SAME_LOWER"));
    } else {
      attributes.add(integers("pads", pad, pad, pad, pad));
    }
    add("Conv", inputs, attributes.toArray(AttributeProto[]::new));
    shape.set(1, out);
    for (int i = 2; i < 4; i++) {
      long room = same ? shape.get(i) - 1 : shape.get(i) + 2 * pad - reach;
      shape.set(i, room / stride + 1);
    }
    if (quantized) {
      value = through(value);
    }
  }

  private void batchNorm() {
    List<Long> channels = List.of(shape.get(1));
    add(
        "BatchNormalization",
        List.of(value, floats(channels), floats(channels), floats(channels), floats(channels)),
        decimal("epsilon", 1e-5f));
  }

  private void pool(String operator) {
    long kernel = pick(1, 2, 3);
    long stride = pick(1, 2);
    long pad = random.nextInt(3) == 0 ? random.nextLong(kernel) : 0;
    if (shape.get(2) + 2 * pad < kernel || shape.get(3) + 2 * pad < kernel) {
      globalPool();
      return;
    }
    add(
        operator,
        List.of(value),
        integers("kernel_shape", kernel, kernel),
        integers("strides", stride, stride),
        integers("pads", pad, pad, pad, pad));
    for (int i = 2; i < 4; i++) {
      shape.set(i, (shape.get(i) + 2 * pad - kernel) / stride + 1);
    }
  }

  private void globalPool() {
    if (random.nextInt(4) == 0) {
      if (opset >= 18) {
        add("ReduceMean", List.of(value, longs(2, 3)));
      } else {
        add("ReduceMean", List.of(value), integers("axes", 2, 3));
      }
    } else {
      add(random.nextInt(4) == 0 ? "GlobalMaxPool" : "GlobalAveragePool", List.of(value));
    }
    shape.set(2, 1L);
    shape.set(3, 1L);
  }

  private void flatten() {
    int axis = random.nextInt(4) == 0 ? random.nextInt(shape.size() + 1) : 1;
    add("Flatten", List.of(value), integer("axis", axis));
    flattened(axis);
  }

  private void flattened(int axis) {
    long rows = product(shape.subList(0, axis));
    long all = product(shape);
    shape = new ArrayList<>(List.of(rows, all / rows));
  }

  private void reshape() {
    add("Reshape", List.of(value, random.nextBoolean() ? longs(0, -1) : longs(shape.get(0), -1)));
    flattened(1);
  }

  private void transpose() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < shape.size(); i++) {
      order.add(i);
    }
    if (random.nextInt(3) == 0 && shape.size() == 4) {
      order = random.nextBoolean() ? List.of(0, 2, 3, 1) : List.of(0, 3, 1, 2);
    } else {
      for (int i = order.size() - 1; i > 0; i--) {
        Collections.swap(order, i, random.nextInt(i + 1));
      }
    }
    add("Transpose", List.of(value), integers("perm", order.stream().mapToLong(i -> i).toArray()));
    List<Long> before = shape;
    shape = new ArrayList<>(order.stream().map(before::get).toList());
  }

  private void concat() {
    int axis = random.nextInt(shape.size());
    String other = saved != null && savedShape.equals(shape) ? saved : value;
    add("Concat", List.of(value, other), integer("axis", axis));
    shape.set(axis, 2 * shape.get(axis));
  }

  /** To 8 bits, a move, and back. */
  private void quantized() {
    if (opset < 10) {
      return;
    }
    String scale = floats(List.of());
    String zero = bytes(DataType.UINT8, List.of());
    add("QuantizeLinear", List.of(value, scale, zero));
    switch (random.nextInt(4)) {
      case 0 -> transpose();
      case 1 -> flatten();
      case 2 -> add("Identity", List.of(value));
      default -> {}
    }
    add("DequantizeLinear", List.of(value, scale, zero));
  }

  private String through(String from) {
    String scale = floats(List.of());
    String zero = bytes(DataType.UINT8, List.of());
    add("QuantizeLinear", List.of(from, scale, zero));
    add("DequantizeLinear", List.of(value, scale, zero));
    return value;
  }

  private void gemm(boolean quantized) {
    boolean transposed = random.nextInt(4) > 0;
    long in = shape.get(shape.size() - 1);
    long out = pick(1, 2, 3, 10, 16);
    List<Long> weight = transposed ? List.of(out, in) : List.of(in, out);
    List<String> inputs = new ArrayList<>();
    inputs.add(quantized ? through(value) : value);
    inputs.add(quantized ? dequantized(weight, DataType.INT8, transposed ? 0 : 1) : floats(weight));
    if (opset < 11 || random.nextInt(3) > 0) {
      inputs.add(quantized ? dequantized(List.of(out), DataType.INT32, 0) : floats(List.of(out)));
    }
    add("Gemm", inputs, integer("transB", transposed ? 1 : 0));
    shape.set(1, out);
  }

  private void matMul() {
    long out = pick(1, 2, 8);
    add("MatMul", List.of(value, floats(List.of(shape.get(shape.size() - 1), out))));
    shape.set(shape.size() - 1, out);
  }

  private String dequantized(List<Long> sizes, DataType type, int axis) {
    String from = value;
    boolean perChannel = random.nextInt(3) > 0;
    List<Long> channels = perChannel ? List.of(sizes.get(axis)) : List.of();
    List<String> inputs = new ArrayList<>(List.of(bytes(type, sizes), floats(channels)));
    if (random.nextInt(4) > 0) {
      inputs.add(zeros(type, channels));
    }
    if (perChannel) {
      add("DequantizeLinear", inputs, integer("axis", axis));
    } else {
      add("DequantizeLinear", inputs);
    }
    String name = value;
    value = from;
    return name;
  }

  private void add(String operator, List<String> inputs, AttributeProto... attributes) {
    value = "v" + names++;
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName("n" + names)
            .addAllInput(inputs)
            .addOutput(value)
            .addAllAttribute(Arrays.asList(attributes)));
  }

  private String floats(List<Long> sizes) {
    ByteBuffer raw =
        ByteBuffer.allocate((int) product(sizes) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (raw.hasRemaining()) {
      raw.putFloat(0.01f + random.nextInt(100) / 100f);
    }
    return constant(DataType.FLOAT, sizes, raw);
  }

  private String constant(float number) {
    return constant(
        DataType.FLOAT,
        List.of(),
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, number));
  }

  private String longs(long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(raw::putLong);
    return constant(DataType.INT64, List.of((long) values.length), raw);
  }

  private String bytes(DataType type, List<Long> sizes) {
    byte[] raw = new byte[(int) product(sizes) * (type == DataType.INT32 ? 4 : 1)];
    if (type != DataType.INT32) {
      random.nextBytes(raw);
    }
    return constant(type, sizes, ByteBuffer.wrap(raw));
  }

  private String zeros(DataType type, List<Long> sizes) {
    int width = type == DataType.INT32 ? 4 : 1;
    return constant(type, sizes, ByteBuffer.allocate((int) product(sizes) * width));
  }

  private String constant(DataType type, List<Long> sizes, ByteBuffer raw) {
    String name = "c" + names++;
    TensorProto tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .addAllDims(sizes)
            .setRawData(ByteString.copyFrom(raw.rewind()))
            .build();
    if (random.nextInt(8) == 0) {
      graph.addNode(
          NodeProto.newBuilder()
              .setOpType("Constant")
              .addOutput(name)
              .addAttribute(
                  AttributeProto.newBuilder()
                      .setName("value")
                      .setType(AttributeType.TENSOR)
                      .setT(tensor)));
    } else {
      graph.addInitializer(tensor);
    }
    return name;
  }

  private ValueInfoProto info(String name, DataType type, List<Long> sizes) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (int i = 0; i < sizes.size(); i++) {
      TensorShapeProto.Dimension.Builder dimension = dimensions.addDimBuilder();
      if (symbolic && i == 0) {
        dimension.setDimParam("n");
      } else {
        dimension.setDimValue(sizes.get(i));
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(type.getNumber())
                        .setShape(dimensions)))
        .build();
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto integers(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute.build();
  }

  static AttributeProto decimal(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  private long side() {
    return 1L + random.nextInt(random.nextInt(4) == 0 ? 24 : 9);
  }

  private long pick(long... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static long product(List<Long> sizes) {
    return sizes.stream().reduce(1L, (a, b) -> a * b);
  }
}
