package io.edgenas.onnx.emit;

import io.edgenas.network.Layer;
import io.edgenas.network.WeightSource;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.Operation;
import java.util.Arrays;
import java.util.List;

/**
 * Writes files in float32, batch norm folded into the convolutions. H-swish is written as {@code x
 * * HardSigmoid(x)}: ONNX Runtime 1.29 expands the operator {@code HardSwish} to just these nodes
 * (the optimised graphs of ofa-mbv3-w1.2's largest and smallest networks are the same node for
 * node, and so are the outputs), and {@code HardSwish} would need operator set 14.
 *
 * <p>A lone operation takes and gives float32 {@code [batch, channels, height, width]}, the
 * classifier gives {@code [batch, classes]}; the border changes nothing.
 */
public final class Float32Emitter extends NetworkEmitter<String> {
  /** What a lone sum adds, any number that is not subnormal. */
  static final float LONE_TERM = 0.5f;

  /**
   * Emits layers that follow each other, a part of a network.
   *
   * @throws ExportException if a weight is not finite or a batch-norm variance is negative
   */
  public byte[] part(List<Layer> layers, WeightSource weights, EmitOptions options) {
    requirePart(options);
    String name = layers.get(0).name() + ".." + layers.get(layers.size() - 1).name();
    GraphBuilder graph = new GraphBuilder(name, options.batch());
    String value = partInput(graph, layers.get(0));
    for (Layer layer : layers) {
      value = layer(graph, layer, weights, List.of(value)).emit();
    }
    partOutput(graph, value, layers.get(layers.size() - 1).operation());
    return graph.build(options.metadata());
  }

  @Override
  protected String image(GraphBuilder graph, String name, FeatureShape shape) {
    return graph.input(name, List.of(shape.channels(), shape.height(), shape.width()));
  }

  @Override
  protected Float32Layer layer(
      GraphBuilder graph, Layer layer, WeightSource weights, List<String> inputs) {
    return new Float32Layer(graph, layer, weights, inputs);
  }

  @Override
  protected String constant(GraphBuilder graph, String name, FeatureShape shape) {
    float[] values = new float[Math.toIntExact(shape.size())];
    Arrays.fill(values, LONE_TERM);
    return graph.constant(
        name, values, List.of(1, shape.channels(), shape.height(), shape.width()));
  }

  @Override
  protected String name(String value) {
    return value;
  }

  @Override
  protected void alone(GraphBuilder graph, Layer layer, Border border, WeightSource weights) {
    List<String> inputs = inputs(graph, layer, partInput(graph, layer));
    partOutput(graph, layer(graph, layer, weights, inputs).emit(), layer.operation());
  }

  private String partInput(GraphBuilder graph, Layer first) {
    return image(graph, OnnxFile.PART_INPUT, first.operation().input());
  }

  private static void partOutput(GraphBuilder graph, String value, Operation last) {
    graph.rename(value, OnnxFile.PART_OUTPUT);
    graph.output(OnnxFile.PART_OUTPUT, outputShape(last));
  }

  private static List<Integer> outputShape(Operation last) {
    FeatureShape shape = last.output();
    return last.givesScores()
        ? List.of(shape.channels())
        : List.of(shape.channels(), shape.height(), shape.width());
  }
}
