package io.edgenas.onnx.int8;

import static io.edgenas.onnx.emit.GraphBuilder.attribute;

import io.edgenas.network.Layer;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.emit.FoldedConv;
import io.edgenas.onnx.emit.GraphBuilder;
import io.edgenas.onnx.emit.LayerNodes;
import io.edgenas.operation.Activation;
import io.edgenas.operation.AveragePoolOp;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.PoolOp;
import io.edgenas.operation.WeightSpec;
import io.edgenas.operation.ZeroOp;
import java.util.List;
import java.util.Optional;

/**
 * The nodes of one layer in a quantised graph.
 *
 * <p>Activations cost nothing where clipping to 8 bits is what they do: ReLU is a range that starts
 * at 0. A hard sigmoid {@code clip(x / 6 + 1/2, 0, 1)} is a range from 0 to 1; after a convolution
 * the sixth and the half go into weight and bias, elsewhere the sixth into the scale with which
 * {@code x} is read.
 */
final class Int8Layer extends LayerNodes<QuantizedValue> {
  private static final double SIXTH = 1.0 / 6;
  private static final double HALF = 0.5;

  /** Below it h-swish is 0, so nothing below needs to be told apart. */
  private static final double HSWISH_ZERO = -3;

  /** The smallest value of h-swish, at -3/2. */
  private static final double HSWISH_MIN = -0.375;

  private final QdqGraph graph;
  private final ActivationRanges ranges;

  Int8Layer(
      QdqGraph graph,
      Layer layer,
      WeightSource source,
      ActivationRanges ranges,
      List<QuantizedValue> inputs) {
    super(layer, source, inputs);
    this.graph = graph;
    this.ranges = ranges;
  }

  @Override
  public QuantizedValue pool(PoolOp pool) {
    return pool(layer.name(), input());
  }

  @Override
  public QuantizedValue averagePool(AveragePoolOp pool) {
    String place = layer.name();
    graph.node(
        "AveragePool",
        place,
        List.of(graph.dequantize(input(), place, "input")),
        GraphBuilder.window(pool));
    return quantize(place, ranges.of(place));
  }

  @Override
  public QuantizedValue zero(ZeroOp zero) {
    String place = layer.name();
    graph.node(
        "Mul",
        place,
        List.of(graph.dequantize(input(), place, "input"), graph.scalar(0, place, "zero")));
    return quantize(place, new ActivationRange(0, 0));
  }

  /**
   * ReLU is written as a leaky one of slope 0: ONNX Runtime has an integer kernel for that, and
   * none for ReLU, which it expects behind a convolution.
   */
  @Override
  protected QuantizedValue activation(Activation activation, String place, QuantizedValue value) {
    return switch (activation) {
      case NONE -> value;
      case RELU -> {
        String relu = place + ".relu";
        graph.node(
            "LeakyRelu",
            relu,
            List.of(graph.dequantize(value, relu, "input")),
            attribute("alpha", 0f));
        yield quantize(relu, ranges.of(relu).from(0));
      }
      case HSWISH -> hswish(place, value);
    };
  }

  /** Gives the scores, float32 {@code [batch, classes]}. */
  @Override
  public QuantizedValue linear(LinearOp linear) {
    // Not a float32 node with quantised borders: it moves no value, so the integers pass it as
    // such.
    String flat =
        graph.node(
            "Flatten", layer.name() + ".flatten", List.of(input().name()), attribute("axis", 1));
    QuantizedValue value = new QuantizedValue(flat, input().quantization());
    WeightSpec spec = weights.spec("", "weight");
    return QuantizedValue.scores(
        graph.node(
            "Gemm",
            layer.name(),
            graph.weighted(value, layer.name(), weights.values(spec), spec.shape(), bias("")),
            attribute("transB", 1)));
  }

  @Override
  protected QuantizedValue sum(String place, QuantizedValue a, QuantizedValue b) {
    return combine("Add", place, a, b, ranges.of(place));
  }

  @Override
  protected QuantizedValue convolution(ConvOp conv, String part, QuantizedValue value) {
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
    String sum =
        graph.node(
            "Conv",
            place,
            graph.weighted(value, place, weight, spec.shape(), bias),
            GraphBuilder.window(conv));
    return activated(conv.activation(), place, sum);
  }

  /** An activation behind a convolution, whose float32 value is clipped where it is quantised. */
  private QuantizedValue activated(Activation activation, String place, String value) {
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

  @Override
  protected QuantizedValue squeezeExcite(QuantizedValue value) {
    String place = weights.place("se");
    QuantizedValue squeezed = pool(place + ".pool", value);
    String reduced = place + ".reduce";
    squeezed =
        quantize(pointwise("se.reduce", squeezed, 1, 0), ranges.of(reduced + ".relu").from(0));
    QuantizedValue gate =
        graph.quantize(pointwise("se.expand", squeezed, SIXTH, HALF), Quantization.UNIT);
    return combine("Mul", place + ".scale", value, gate, ranges.of(place + ".scale"));
  }

  /** A 1x1 convolution with bias, {@code factor} times what it is, plus {@code offset}. */
  private String pointwise(String part, QuantizedValue value, double factor, double offset) {
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
        graph.weighted(value, place, weight, spec.shape(), Optional.of(bias)),
        GraphBuilder.pointwise());
  }

  private Optional<float[]> bias(String part) {
    return Optional.of(weights.values(weights.spec(part, "bias")));
  }

  private QuantizedValue pool(String place, QuantizedValue value) {
    graph.node("GlobalAveragePool", place, List.of(graph.dequantize(value, place, "input")));
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
