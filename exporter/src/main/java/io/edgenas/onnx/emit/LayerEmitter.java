package io.edgenas.onnx.emit;

import static io.edgenas.onnx.emit.GraphBuilder.attribute;

import io.edgenas.network.ConvOp;
import io.edgenas.network.Layer;
import io.edgenas.network.MbConvOp;
import io.edgenas.network.Operation;
import io.edgenas.network.PoolOp;
import io.edgenas.network.WeightSource;
import io.edgenas.network.WeightSpec;
import io.edgenas.space.Activation;
import java.util.List;

/** Adds the nodes of one layer to a graph. */
final class LayerEmitter {
  private static final double SIXTH = 1.0 / 6;
  private static final float HALF = 0.5f;

  private final GraphBuilder graph;
  private final Layer layer;
  private final LayerWeights weights;

  LayerEmitter(GraphBuilder graph, Layer layer, WeightSource source) {
    this.graph = graph;
    this.layer = layer;
    this.weights = new LayerWeights(layer, source);
  }

  /**
   * @param input name of the value {@code [batch, channels, height, width]} that the layer takes
   * @return name of the layer's value, of the same form; the classifier's is {@code [batch,
   *     classes]}
   */
  String emit(String input) {
    Operation operation = layer.operation();
    if (operation instanceof ConvOp conv) {
      return convolution(conv, "", input);
    }
    if (operation instanceof MbConvOp block) {
      return invertedBottleneck(block, input);
    }
    if (operation instanceof PoolOp) {
      return graph.node("GlobalAveragePool", layer.name(), List.of(input));
    }
    return linear(input);
  }

  private String invertedBottleneck(MbConvOp block, String input) {
    String value = input;
    if (block.expand().isPresent()) {
      value = convolution(block.expand().get(), "expand", value);
    }
    value = convolution(block.depthwise(), "depthwise", value);
    if (block.excite().isPresent()) {
      value = squeezeExcite(value);
    }
    value = convolution(block.project(), "project", value);
    return block.shortcut()
        ? graph.node("Add", layer.name() + ".shortcut", List.of(input, value))
        : value;
  }

  private String convolution(ConvOp conv, String part, String input) {
    String place = weights.place(part);
    WeightSpec spec = weights.spec(part, "weight");
    List<String> inputs;
    if (conv.batchNorm()) {
      FoldedConv folded = weights.folded(part);
      inputs =
          List.of(
              input,
              graph.constant(place + ".weight", folded.weight(), spec.shape()),
              graph.constant(place + ".bias", folded.bias(), List.of(conv.outChannels())));
    } else {
      inputs =
          List.of(input, graph.constant(place + ".weight", weights.values(spec), spec.shape()));
    }
    String value = graph.node("Conv", place, inputs, GraphBuilder.window(conv));
    return activation(conv.activation(), place, value);
  }

  private String activation(Activation activation, String place, String value) {
    return switch (activation) {
      case NONE -> value;
      case RELU -> graph.node("Relu", place + ".relu", List.of(value));
      case HSWISH -> {
        String gate = hardSigmoid(place + ".hsigmoid", value, (float) SIXTH);
        yield graph.node("Mul", place + ".hswish", List.of(value, gate));
      }
    };
  }

  /** {@code clip(alpha x + 1/2, 0, 1)}. */
  private String hardSigmoid(String name, String value, float alpha) {
    return graph.node(
        "HardSigmoid", name, List.of(value), attribute("alpha", alpha), attribute("beta", HALF));
  }

  /**
   * The gate is {@code relu6(x + 3) / 6} of the second convolution, whose weight and bias take the
   * sixth: OpenCV, which looks at no more than operators and numbers, would take a product with a
   * hard sigmoid of slope 1/6 for h-swish.
   */
  private String squeezeExcite(String input) {
    String place = weights.place("se");
    String value = graph.node("GlobalAveragePool", place + ".pool", List.of(input));
    value = pointwise("se.reduce", value, 1);
    value = graph.node("Relu", place + ".reduce.relu", List.of(value));
    value = pointwise("se.expand", value, SIXTH);
    value = hardSigmoid(place + ".expand.hsigmoid", value, 1);
    return graph.node("Mul", place + ".scale", List.of(input, value));
  }

  /** A 1x1 convolution with bias, {@code factor} times what it is. */
  private String pointwise(String part, String input, double factor) {
    return graph.node(
        "Conv",
        weights.place(part),
        List.of(input, constant(part, "weight", factor), constant(part, "bias", factor)),
        GraphBuilder.pointwise());
  }

  private String linear(String input) {
    String flat =
        graph.node("Flatten", layer.name() + ".flatten", List.of(input), attribute("axis", 1));
    return graph.node(
        "Gemm",
        layer.name(),
        List.of(flat, constant("", "weight", 1), constant("", "bias", 1)),
        attribute("transB", 1));
  }

  private String constant(String part, String weightName, double factor) {
    WeightSpec spec = weights.spec(part, weightName);
    float[] values = weights.values(spec);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (factor * values[i]);
    }
    return graph.constant(layer.name() + "." + spec.name(), values, spec.shape());
  }
}
