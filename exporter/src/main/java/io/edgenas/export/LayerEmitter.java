package io.edgenas.export;

import static io.edgenas.export.GraphBuilder.attribute;

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
  private static final float HARD_SIGMOID_ALPHA = 1f / 6;
  private static final float HARD_SIGMOID_BETA = 0.5f;

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
        String gate = hardSigmoid(place + ".hsigmoid", value);
        yield graph.node("Mul", place + ".hswish", List.of(value, gate));
      }
    };
  }

  /** {@code relu6(x + 3) / 6}. */
  private String hardSigmoid(String name, String value) {
    return graph.node(
        "HardSigmoid",
        name,
        List.of(value),
        attribute("alpha", HARD_SIGMOID_ALPHA),
        attribute("beta", HARD_SIGMOID_BETA));
  }

  private String squeezeExcite(String input) {
    String place = layer.name() + ".se";
    String value = graph.node("GlobalAveragePool", place + ".pool", List.of(input));
    value = graph.node("Conv", place + ".reduce", withBias("se.reduce", value));
    value = graph.node("Relu", place + ".reduce.relu", List.of(value));
    value = graph.node("Conv", place + ".expand", withBias("se.expand", value));
    value = hardSigmoid(place + ".expand.hsigmoid", value);
    return graph.node("Mul", place + ".scale", List.of(input, value));
  }

  private String linear(String input) {
    String flat =
        graph.node("Flatten", layer.name() + ".flatten", List.of(input), attribute("axis", 1));
    return graph.node("Gemm", layer.name(), withBias("", flat), attribute("transB", 1));
  }

  /** Inputs of a node whose weight and bias are taken as they are. */
  private List<String> withBias(String part, String input) {
    return List.of(input, constant(part, "weight"), constant(part, "bias"));
  }

  private String constant(String part, String weightName) {
    WeightSpec spec = weights.spec(part, weightName);
    return graph.constant(layer.name() + "." + spec.name(), weights.values(spec), spec.shape());
  }
}
