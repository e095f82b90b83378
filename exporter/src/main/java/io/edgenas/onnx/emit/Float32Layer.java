package io.edgenas.onnx.emit;

import static io.edgenas.onnx.emit.GraphBuilder.attribute;

import io.edgenas.network.Layer;
import io.edgenas.network.WeightSource;
import io.edgenas.operation.Activation;
import io.edgenas.operation.AveragePoolOp;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.PoolOp;
import io.edgenas.operation.WeightSpec;
import io.edgenas.operation.ZeroOp;
import java.util.List;
import java.util.function.Supplier;

/** The float32 nodes of one layer; a value is its name. */
final class Float32Layer extends LayerNodes<String> {
  private static final double SIXTH = 1.0 / 6;
  private static final float HALF = 0.5f;

  private final GraphBuilder graph;

  Float32Layer(GraphBuilder graph, Layer layer, WeightSource source, List<String> inputs) {
    super(layer, source, inputs);
    this.graph = graph;
  }

  @Override
  public String pool(PoolOp pool) {
    return graph.node("GlobalAveragePool", layer.name(), List.of(input()));
  }

  @Override
  public String averagePool(AveragePoolOp pool) {
    return graph.node("AveragePool", layer.name(), List.of(input()), GraphBuilder.window(pool));
  }

  @Override
  public String zero(ZeroOp zero) {
    String nothing = graph.constant(layer.name() + ".zero", new float[1], List.of());
    return graph.node("Mul", layer.name(), List.of(input(), nothing));
  }

  /** Gives the scores, {@code [batch, classes]}. */
  @Override
  public String linear(LinearOp linear) {
    String flat =
        graph.node("Flatten", layer.name() + ".flatten", List.of(input()), attribute("axis", 1));
    return graph.node(
        "Gemm",
        layer.name(),
        List.of(flat, constant("", "weight", 1), constant("", "bias", 1)),
        attribute("transB", 1));
  }

  @Override
  protected String sum(String place, String a, String b) {
    return graph.node("Add", place, List.of(a, b));
  }

  @Override
  protected String convolution(ConvOp conv, String part, String value) {
    String place = weights.place(part);
    WeightSpec spec = weights.spec(part, "weight");
    List<String> inputs;
    if (conv.batchNorm()) {
      Supplier<FoldedConv> folded = once(() -> weights.folded(part));
      inputs =
          List.of(
              value,
              graph.constant(place + ".weight", spec.shape(), () -> folded.get().weight()),
              graph.constant(
                  place + ".bias", List.of(conv.outChannels()), () -> folded.get().bias()));
    } else {
      inputs =
          List.of(
              value, graph.constant(place + ".weight", spec.shape(), () -> weights.values(spec)));
    }
    String sum = graph.node("Conv", place, inputs, GraphBuilder.window(conv));
    return activation(conv.activation(), place, sum);
  }

  /** What {@code made} gives, made when it is first asked for and then kept. */
  private static Supplier<FoldedConv> once(Supplier<FoldedConv> made) {
    FoldedConv[] kept = new FoldedConv[1];
    return () -> {
      if (kept[0] == null) {
        kept[0] = made.get();
      }
      return kept[0];
    };
  }

  @Override
  protected String activation(Activation activation, String place, String value) {
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
  @Override
  protected String squeezeExcite(String value) {
    String place = weights.place("se");
    String gate = graph.node("GlobalAveragePool", place + ".pool", List.of(value));
    gate = pointwise("se.reduce", gate, 1);
    gate = graph.node("Relu", place + ".reduce.relu", List.of(gate));
    gate = pointwise("se.expand", gate, SIXTH);
    gate = hardSigmoid(place + ".expand.hsigmoid", gate, 1);
    return graph.node("Mul", place + ".scale", List.of(value, gate));
  }

  /** A 1x1 convolution with bias, {@code factor} times what it is. */
  private String pointwise(String part, String value, double factor) {
    return graph.node(
        "Conv",
        weights.place(part),
        List.of(value, constant(part, "weight", factor), constant(part, "bias", factor)),
        GraphBuilder.pointwise());
  }

  private String constant(String part, String weightName, double factor) {
    WeightSpec spec = weights.spec(part, weightName);
    return graph.constant(
        layer.name() + "." + spec.name(), spec.shape(), () -> scaled(spec, factor));
  }

  private float[] scaled(WeightSpec spec, double factor) {
    float[] values = weights.values(spec);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (factor * values[i]);
    }
    return values;
  }
}
