package io.edgenas.onnx.child;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Changes valid graphs by arity, shape, type, attribute, operator and order. */
final class GraphMutator {
  private static final long[] ODD = {
    0,
    0,
    1,
    1,
    -1,
    2,
    3,
    5,
    7,
    16,
    255,
    4_097,
    1L << 27,
    1L << 31,
    1L << 40,
    -(1L << 40),
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final float[] ODD_FLOATS = {
    0, -1, 1e-45f, 1e38f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0.5f
  };
  private static final List<String> ATTRIBUTES =
      List.of(
          "axis",
          "perm",
          "pads",
          "strides",
          "dilations",
          "kernel_shape",
          "group",
          "auto_pad",
          "ceil_mode",
          "count_include_pad",
          "storage_order",
          "transA",
          "transB",
          "alpha",
          "beta",
          "epsilon",
          "momentum",
          "training_mode",
          "spatial",
          "min",
          "max",
          "keepdims",
          "axes",
          "value",
          "allowzero",
          "block_size",
          "saturate",
          "broadcast",
          "consumed_inputs",
          "to");
  private static final List<String> OPERATORS =
      List.of(
          "Conv",
          "BatchNormalization",
          "MaxPool",
          "AveragePool",
          "GlobalAveragePool",
          "Relu",
          "Clip",
          "Min",
          "Max",
          "Add",
          "Mul",
          "Pow",
          "Gemm",
          "MatMul",
          "Flatten",
          "Reshape",
          "Transpose",
          "Concat",
          "Identity",
          "Constant",
          "QuantizeLinear",
          "DequantizeLinear",
          "Softmax",
          "LogSoftmax",
          "PRelu",
          "HardSwish",
          "HardSigmoid",
          "Dropout",
          "ReduceMean",
          "ConvTranspose",
          "Resize",
          "Pad",
          "Loop",
          "If",
          "Slice",
          "Gather",
          "LSTM",
          "Split",
          "Squeeze",
          "Unsqueeze",
          "Cast",
          "Shape",
          "Expand",
          "Tile",
          "Sum",
          "Einsum");

  private final SplittableRandom random;
  private ModelProto.Builder model;
  private GraphProto.Builder graph;

  private GraphMutator(SplittableRandom random, ModelProto seed) {
    this.random = random;
    this.model = seed.toBuilder();
    this.graph = model.getGraphBuilder();
  }

  /** The graph with {@code changes} changes. */
  static ModelProto mutate(ModelProto seed, int changes, SplittableRandom random) {
    GraphMutator mutator = new GraphMutator(random, seed);
    for (int i = 0; i < changes; i++) {
      mutator.change();
    }
    return mutator.model.build();
  }

  private void change() {
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> inputs(node());
      case 3 -> outputs(node());
      case 4, 5, 6 -> attribute(node());
      case 7, 8 -> dimensions();
      case 9 -> tensorType();
      case 10 -> tensorValues();
      case 11 -> node().setOpType(OPERATORS.get(random.nextInt(OPERATORS.size())));
      case 12 -> order();
      case 13 -> model.getOpsetImportBuilder(0).setVersion(1 + random.nextInt(25));
      case 14, 15 -> border();
      case 16 -> quantization();
      case 17 -> insert();
      case 18 -> declaration();
      default -> model.setIrVersion(random.nextInt(14));
    }
  }

  private NodeProto.Builder node() {
    if (graph.getNodeCount() == 0) {
      return graph.addNodeBuilder().setOpType("Relu").addInput("image").addOutput("again");
    }
    return graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
  }

  private String anyName() {
    List<String> names = new ArrayList<>(List.of("", "image", "nowhere"));
    graph.getNodeList().forEach(found -> names.addAll(found.getOutputList()));
    graph.getInitializerList().forEach(found -> names.add(found.getName()));
    return names.get(random.nextInt(names.size()));
  }

  private void inputs(NodeProto.Builder node) {
    int count = node.getInputCount();
    int at = count == 0 ? 0 : random.nextInt(count);
    switch (random.nextInt(7)) {
      case 0 -> node.addInput("");
      case 1 -> node.addInput(anyName());
      case 2 -> {
        if (count > 0) {
          node.setInput(at, "");
        }
      }
      case 3 -> {
        if (count > 0) {
          node.setInput(at, anyName());
        }
      }
      case 4 -> {
        List<String> fewer = new ArrayList<>(node.getInputList());
        if (count > 0) {
          fewer.remove(at);
        }
        node.clearInput().addAllInput(fewer);
      }
      case 5 -> {
        List<String> shuffled = new ArrayList<>(node.getInputList());
        Collections.rotate(shuffled, 1);
        node.clearInput().addAllInput(shuffled);
      }
      default -> node.addAllInput(List.copyOf(node.getInputList()));
    }
  }

  private void outputs(NodeProto.Builder node) {
    switch (random.nextInt(5)) {
      case 0 -> node.addOutput("");
      case 1 -> node.addOutput("extra" + random.nextInt(5));
      case 2 -> node.clearOutput();
      case 3 -> node.addOutput(anyName());
      default -> {
        if (node.getOutputCount() > 0) {
          node.setOutput(0, "");
        }
      }
    }
  }

  private void attribute(NodeProto.Builder node) {
    int count = node.getAttributeCount();
    if (count == 0 || random.nextInt(4) == 0) {
      node.addAttribute(newAttribute());
      return;
    }
    int at = random.nextInt(count);
    AttributeProto.Builder attribute = node.getAttributeBuilder(at);
    switch (random.nextInt(8)) {
      case 0 -> node.removeAttribute(at);
      case 1 -> node.addAttribute(attribute.build());
      case 2 ->
          attribute.setType(AttributeType.values()[random.nextInt(AttributeType.values().length)]);
      case 3 -> attribute.setName(ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size())));
      case 4 -> attribute.setG(graph.build()).setType(AttributeType.GRAPH);
      default -> value(attribute);
    }
  }

  private void value(AttributeProto.Builder attribute) {
    if (attribute.getIntsCount() > 0) {
      switch (random.nextInt(4)) {
        case 0 -> attribute.addInts(odd());
        case 1 -> attribute.clearInts();
        default -> attribute.setInts(random.nextInt(attribute.getIntsCount()), odd());
      }
    } else if (attribute.hasF()) {
      attribute.setF(oddFloat());
    } else if (attribute.hasS()) {
      List<String> texts = List.of("", "VALID", "SAME_UPPER", "SAME_LOWER", "NOTSET", "\u0000x");
      attribute.setS(ByteString.copyFromUtf8(texts.get(random.nextInt(texts.size()))));
    } else {
      attribute.setI(odd());
    }
  }

  private AttributeProto newAttribute() {
    String name = ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size()));
    return switch (random.nextInt(5)) {
      case 0 -> RandomGraph.integer(name, odd());
      case 1 -> RandomGraph.integers(name, odd(), odd());
      case 2 -> RandomGraph.integers(name, odd(), odd(), odd(), odd());
      case 3 -> RandomGraph.decimal(name, oddFloat());
      default -> RandomGraph.text(name, "SAME_UPPER");
    };
  }

  /** Another shape of a constant, most often with data that fits it. */
  private void dimensions() {
    TensorProto.Builder tensor = tensor();
    if (tensor == null) {
      return;
    }
    int rank = tensor.getDimsCount();
    switch (random.nextInt(4)) {
      case 0 -> tensor.addDims(odd());
      case 1 -> {
        List<Long> fewer = new ArrayList<>(tensor.getDimsList());
        if (rank > 0) {
          fewer.remove(random.nextInt(rank));
        }
        tensor.clearDims().addAllDims(fewer);
      }
      default -> {
        if (rank > 0) {
          tensor.setDims(random.nextInt(rank), odd());
        }
      }
    }
    if (random.nextInt(5) > 0) {
      refill(tensor);
    }
  }

  private void refill(TensorProto.Builder tensor) {
    long bytes = width(tensor.getDataType());
    for (long size : tensor.getDimsList()) {
      bytes *= size < 0 || size > 65_536 ? 0 : size;
      if (bytes > 1 << 20) {
        return;
      }
    }
    byte[] data = new byte[(int) bytes];
    byte[] old = tensor.getRawData().toByteArray();
    for (int i = 0; i < data.length; i++) {
      data[i] = old.length == 0 ? 0 : old[i % old.length];
    }
    tensor.setRawData(ByteString.copyFrom(data));
  }

  private static int width(int type) {
    return switch (type) {
      case 1, 6, 12 -> 4;
      case 7, 11, 13 -> 8;
      case 4, 5, 10, 16 -> 2;
      default -> 1;
    };
  }

  private void tensorType() {
    TensorProto.Builder tensor = tensor();
    if (tensor != null) {
      DataType[] types = {DataType.FLOAT, DataType.INT8, DataType.UINT8, DataType.INT32};
      tensor.setDataType(
          random.nextInt(3) == 0
              ? random.nextInt(20)
              : types[random.nextInt(types.length)].getNumber());
      refill(tensor);
    }
  }

  private void tensorValues() {
    TensorProto.Builder tensor = tensor();
    if (tensor == null) {
      return;
    }
    byte[] data = tensor.getRawData().toByteArray();
    switch (random.nextInt(4)) {
      case 0 -> random.nextBytes(data);
      case 1 -> java.util.Arrays.fill(data, (byte) 0);
      case 2 -> java.util.Arrays.fill(data, (byte) 0xff);
      default -> {
        for (int i = 0; i + 8 <= data.length; i += 8) {
          java.nio.ByteBuffer.wrap(data).order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(i, odd());
        }
      }
    }
    tensor.setRawData(ByteString.copyFrom(data));
  }

  private TensorProto.Builder tensor() {
    int count = graph.getInitializerCount();
    return count == 0 ? null : graph.getInitializerBuilder(random.nextInt(count));
  }

  private void order() {
    int count = graph.getNodeCount();
    if (count == 0) {
      return;
    }
    List<NodeProto> nodes = new ArrayList<>(graph.getNodeList());
    int at = random.nextInt(count);
    switch (random.nextInt(4)) {
      case 0 -> nodes.add(nodes.get(at));
      case 1 -> nodes.remove(at);
      case 2 -> Collections.swap(nodes, at, random.nextInt(count));
      default -> bypass(nodes, at);
    }
    graph.clearNode().addAllNode(nodes);
  }

  /** Removes a node; whoever used its output uses its first input. */
  private static void bypass(List<NodeProto> nodes, int at) {
    NodeProto removed = nodes.remove(at);
    if (removed.getInputCount() == 0 || removed.getOutputCount() == 0) {
      return;
    }
    nodes.replaceAll(
        found -> {
          NodeProto.Builder changed = found.toBuilder();
          for (int i = 0; i < changed.getInputCount(); i++) {
            if (changed.getInput(i).equals(removed.getOutput(0))) {
              changed.setInput(i, removed.getInput(0));
            }
          }
          return changed.build();
        });
  }

  private void border() {
    boolean input = random.nextBoolean();
    int count = input ? graph.getInputCount() : graph.getOutputCount();
    if (count == 0) {
      return;
    }
    ValueInfoProto.Builder info = input ? graph.getInputBuilder(0) : graph.getOutputBuilder(0);
    TensorShapeProto.Builder shape = info.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    switch (random.nextInt(8)) {
      case 0 -> info.getTypeBuilder().getTensorTypeBuilder().setElemType(random.nextInt(18));
      case 1 -> shape.clear();
      case 2 -> shape.addDimBuilder().setDimValue(odd());
      case 3 -> info.setName(anyName());
      case 4 -> {
        if (input) {
          graph.addInput(info.build().toBuilder().setName("second"));
        } else {
          graph.addOutput(info.build().toBuilder().setName(anyName()));
        }
      }
      default -> {
        if (shape.getDimCount() > 0) {
          TensorShapeProto.Dimension.Builder dimension =
              shape.getDimBuilder(random.nextInt(shape.getDimCount()));
          if (random.nextInt(3) == 0) {
            dimension.setDimParam("x");
          } else {
            dimension.setDimValue(odd());
          }
        }
      }
    }
  }

  /** Another axis, scale or zero point where something is quantised. */
  private void quantization() {
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      if (node.getOpType().endsWith("QuantizeLinear") && random.nextInt(3) == 0) {
        switch (random.nextInt(3)) {
          case 0 -> node.addAttribute(RandomGraph.integer("axis", odd()));
          case 1 -> node.clearAttribute();
          default -> inputs(node);
        }
        return;
      }
    }
    dimensions();
  }

  /** A node between another and its first input. */
  private void insert() {
    NodeProto.Builder node = node();
    if (node.getInputCount() == 0) {
      return;
    }
    int at = random.nextInt(node.getInputCount());
    String between = "between" + random.nextInt(1_000);
    NodeProto.Builder inserted =
        NodeProto.newBuilder()
            .setOpType(OPERATORS.get(random.nextInt(OPERATORS.size())))
            .addInput(node.getInput(at))
            .addOutput(between);
    if (random.nextInt(3) == 0) {
      inserted.addInput(anyName());
    }
    if (random.nextInt(2) == 0) {
      inserted.addAttribute(newAttribute());
    }
    node.setInput(at, between);
    int place = 0;
    while (graph.getNodeBuilder(place) != node) {
      place++;
    }
    graph.addNode(place, inserted);
  }

  private void declaration() {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      shape.addDimBuilder().setDimValue(odd());
    }
    ValueInfoProto.Builder info = ValueInfoProto.newBuilder().setName(anyName());
    info.getTypeBuilder().getTensorTypeBuilder().setElemType(1).setShape(shape);
    graph.addValueInfo(info);
  }

  private long odd() {
    return ODD[random.nextInt(ODD.length)];
  }

  private float oddFloat() {
    return ODD_FLOATS[random.nextInt(ODD_FLOATS.length)];
  }
}
