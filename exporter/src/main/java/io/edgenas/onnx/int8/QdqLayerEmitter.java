package io.edgenas.onnx.int8;

import static io.edgenas.onnx.emit.GraphBuilder.attribute;

import io.edgenas.network.ConvOp;
import io.edgenas.network.Layer;
import io.edgenas.network.MbConvOp;
import io.edgenas.network.PoolOp;
import io.edgenas.network.WeightSource;
import io.edgenas.network.WeightSpec;
import io.edgenas.onnx.emit.FoldedConv;
import io.edgenas.onnx.emit.GraphBuilder;
import io.edgenas.onnx.emit.LayerWeights;
import io.edgenas.space.Activation;
import java.util.List;
import java.util.Optional;

/**
 * Adds the nodes of one layer to a quantised graph.
 *
 * <p>Activations cost nothing where clipping to 8 bits is what they do: ReLU is a range that starts
 * at 0. A hard sigmoid {@code clip(x / 6 + 1/2, 0, 1)} is a range from 0 to 1; after a convolution
 * the sixth and the half go into weight and bias, elsewhere the sixth into the scale with which
 * {@code x} is read.
 */
final class QdqLayerEmitter {
  private static final double SIXTH = 1.0 / 6;
  private static final double HALF = 0.5;

  /** Below it h-swish is 0, so nothing below needs to be told apart. */
  private static final double HSWISH_ZERO = -3;

  /** The smallest value of h-swish, at -3/2. */
  private static final double HSWISH_MIN = -0.375;

  private final QdqGraph graph;
  private final Layer layer;
  private final LayerWeights weights;
  private final ActivationRanges ranges;

  QdqLayerEmitter(QdqGraph graph, Layer layer, WeightSource source, ActivationRanges ranges) {
    this.graph = graph;
    this.layer = layer;
    this.weights = new LayerWeights(layer, source);
    this.ranges = ranges;
  }

  /**
   * Adds any layer but the classifier.
   *
   * @param input {@code [batch, channels, height, width]}
   * @return of the same form
   */
  QuantizedValue emit(QuantizedValue input) {
    if (layer.operation() instanceof ConvOp conv) {
      return convolution(conv, "", input);
    }
    if (layer.operation() instanceof MbConvOp block) {
      return invertedBottleneck(block, input);
    }
    if (layer.operation() instanceof PoolOp) {
      return pool(layer.name(), input);
    }
    throw new IllegalArgumentException(layer.name() + " is a classifier, which gives float32");
  }

  /**
   * Adds the classifier.
   *
   * @param input {@code [batch, channels, 1, 1]}
   * @return name of the float32 scores {@code [batch, classes]}
   */
  String classify(QuantizedValue input) {
    // Not a float32 node with quantised borders: it moves no value, so the integers pass it as
    // such.
    String flat =
        graph.node(
            "Flatten", layer.name() + ".flatten", List.of(input.name()), attribute("axis", 1));
    QuantizedValue value = new QuantizedValue(flat, input.quantization());
    WeightSpec spec = weights.spec("", "weight");
    return graph.node(
        "Gemm",
        layer.name(),
        graph.weighted(value, layer.name(), weights.values(spec), spec.shape(), bias("")),
        attribute("transB", 1));
  }

  private QuantizedValue invertedBottleneck(MbConvOp block, QuantizedValue input) {
    QuantizedValue value = input;
    if (block.expand().isPresent()) {
      value = convolution(block.expand().get(), "expand", value);
    }
    value = convolution(block.depthwise(), "depthwise", value);
    if (block.excite().isPresent()) {
      value = squeezeExcite(value);
    }
    value = convolution(block.project(), "project", value);
    if (!block.shortcut()) {
      return value;
    }
    String place = weights.place("shortcut");
    return combine("Add", place, input, value, ranges.of(place));
  }

  private QuantizedValue convolution(ConvOp conv, String part, QuantizedValue input) {
    String place = weights.place(part);
    WeightSpec spec = weights.spec(part, "weight");
    float[] weight;
    Optional<float[]> bias;
    if (conv.batchNorm()) {
      FoldedConv folded = weights.folded(part);
      weight = folded.weight();
      bias = Optional.of(folded.bias());
    } else {
      weight = weights.values(spec);
      bias = Optional.empty();
    }
    String value =
        graph.node(
            "Conv",
            place,
            graph.weighted(input, place, weight, spec.shape(), bias),
            GraphBuilder.window(conv));
    return activation(conv.activation(), place, value);
  }

  private QuantizedValue activation(Activation activation, String place, String value) {
    return switch (activation) {
      case NONE -> quantize(value, ranges.of(place));
      case RELU -> quantize(value, ranges.of(place + ".relu").from(0));
      case HSWISH -> hswish(place, quantize(value, ranges.of(place).from(HSWISH_ZERO)));
    };
  }

  private QuantizedValue hswish(String place, QuantizedValue value) {
    String gate = place + ".hsigmoid";
    QuantizedValue sixth = new QuantizedValue(value.name(), value.quantization().times(SIXTH));
    graph.node(
        "Add",
        gate,
        List.of(graph.dequantize(sixth, gate, "sixth"), graph.scalar(HALF, gate, "half")));
    return combine(
        "Mul",
        place + ".hswish",
        value,
        graph.quantize(gate, Quantization.UNIT),
        ranges.of(place + ".hswish").from(HSWISH_MIN));
  }

  private QuantizedValue squeezeExcite(QuantizedValue input) {
    String place = weights.place("se");
    QuantizedValue value = pool(place + ".pool", input);
    String reduced = place + ".reduce";
    value = quantize(pointwise("se.reduce", value, 1, 0), ranges.of(reduced + ".relu").from(0));
    QuantizedValue gate =
        graph.quantize(pointwise("se.expand", value, SIXTH, HALF), Quantization.UNIT);
    return combine("Mul", place + ".scale", input, gate, ranges.of(place + ".scale"));
  }

  /** A 1x1 convolution with bias, {@code factor} times what it is, plus {@code offset}. */
  private String pointwise(String part, QuantizedValue input, double factor, double offset) {
    WeightSpec spec = weights.spec(part, "weight");
    float[] weight = weights.values(spec);
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) (factor * weight[i]);
    }
    float[] bias = bias(part).orElseThrow();
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) (factor * bias[i] + offset);
    }
    String place = weights.place(part);
    return graph.node(
        "Conv",
        place,
        graph.weighted(input, place, weight, spec.shape(), Optional.of(bias)),
        GraphBuilder.pointwise());
  }

  private Optional<float[]> bias(String part) {
    return Optional.of(weights.values(weights.spec(part, "bias")));
  }

  private QuantizedValue pool(String place, QuantizedValue input) {
    graph.node("GlobalAveragePool", place, List.of(graph.dequantize(input, place, "input")));
    return quantize(place, ranges.of(place));
  }

  private QuantizedValue combine(
      String operator, String place, QuantizedValue a, QuantizedValue b, ActivationRange range) {
    graph.node(
        operator, place, List.of(graph.dequantize(a, place, "a"), graph.dequantize(b, place, "b")));
    return quantize(place, range);
  }

  private QuantizedValue quantize(String value, ActivationRange range) {
    return graph.quantize(value, Quantization.of(range));
  }
}
