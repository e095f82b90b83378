package io.edgenas.onnx.emit;

import io.edgenas.network.FeatureShape;
import io.edgenas.network.Layer;
import io.edgenas.network.LinearOp;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.network.WeightSource;
import java.util.List;

/**
 * Writes networks, and parts of networks, as ONNX files. The same code makes the file that ships
 * and the micro-models that a profiler measures.
 *
 * <p>Batch norm is folded into the convolutions. H-swish is written as {@code x * HardSigmoid(x)}:
 * ONNX Runtime 1.29 expands the operator {@code HardSwish} to just these nodes (the optimised
 * graphs of ofa-mbv3-w1.2's largest and smallest networks are the same node for node, and so are
 * the outputs), and {@code HardSwish} would need operator set 14. The bytes are a function of the
 * arguments and of the version of EdgeNAS.
 */
public final class OnnxEmitter {
  /** Version of the standard operators in the files. */
  public static final int OPSET = 13;

  /** Version of the file format. */
  public static final int IR_VERSION = 7;

  /** The first ONNX Runtime that runs these files. */
  public static final String LOWEST_ONNX_RUNTIME = "1.6";

  /** Input of a network, float32 {@code [batch, channels, size, size]}. */
  public static final String NETWORK_INPUT = "image";

  /** Output of a network, float32 {@code [batch, classes]}: the logits. */
  public static final String SCORES = "scores";

  /** Output of a network with softmax, float32 {@code [batch, classes]}. */
  public static final String PROBABILITIES = "probabilities";

  /** Input of a part of a network, float32 {@code [batch, channels, height, width]}. */
  public static final String PART_INPUT = "input";

  /**
   * Output of a part of a network, float32 {@code [batch, channels, height, width]}, or {@code
   * [batch, classes]} if the part ends in the classifier.
   */
  public static final String PART_OUTPUT = "output";

  /** The layer name that weight sources and node names see for a lone operation. */
  public static final String LONE_LAYER = "op";

  private OnnxEmitter() {}

  /**
   * Emits a whole network.
   *
   * @throws ExportException if a weight is not finite or a batch-norm variance is negative
   */
  public static byte[] emit(Network network, WeightSource weights, EmitOptions options) {
    return emit(
        network.arch().toString(),
        network.layers(),
        weights,
        options,
        NETWORK_INPUT,
        options.softmax() ? PROBABILITIES : SCORES);
  }

  /**
   * Emits layers that follow each other, a part of a network.
   *
   * @throws ExportException as above
   */
  public static byte[] emit(List<Layer> layers, WeightSource weights, EmitOptions options) {
    requirePart(options);
    String name = layers.get(0).name() + ".." + layers.get(layers.size() - 1).name();
    return emit(name, layers, weights, options, PART_INPUT, PART_OUTPUT);
  }

  /**
   * Emits one operation, as the layer {@value #LONE_LAYER}.
   *
   * @throws ExportException as above
   */
  public static byte[] emit(Operation operation, WeightSource weights, EmitOptions options) {
    requirePart(options);
    List<Layer> layers = List.of(new Layer(LONE_LAYER, operation));
    return emit(operation.key(), layers, weights, options, PART_INPUT, PART_OUTPUT);
  }

  public static void requirePart(EmitOptions options) {
    if (options.softmax()) {
      throw new IllegalArgumentException("softmax belongs to a whole network, not to a part");
    }
  }

  private static byte[] emit(
      String name,
      List<Layer> layers,
      WeightSource weights,
      EmitOptions options,
      String inputName,
      String outputName) {
    GraphBuilder graph = new GraphBuilder(name, options.batch());
    FeatureShape input = layers.get(0).operation().input();
    String value = graph.input(inputName, List.of(input.channels(), input.height(), input.width()));
    for (Layer layer : layers) {
      value = new LayerEmitter(graph, layer, weights).emit(value);
    }
    if (options.softmax()) {
      graph.node("Softmax", "softmax", List.of(value), GraphBuilder.attribute("axis", 1));
    }
    graph.renameLast(outputName);
    graph.output(outputName, outputShape(layers.get(layers.size() - 1).operation()));
    return graph.build(options.metadata());
  }

  private static List<Integer> outputShape(Operation last) {
    FeatureShape shape = last.output();
    return last instanceof LinearOp
        ? List.of(shape.channels())
        : List.of(shape.channels(), shape.height(), shape.width());
  }
}
