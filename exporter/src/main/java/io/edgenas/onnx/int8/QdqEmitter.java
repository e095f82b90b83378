package io.edgenas.onnx.int8;

import static io.edgenas.onnx.emit.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.edgenas.network.ConvOp;
import io.edgenas.network.FeatureShape;
import io.edgenas.network.Layer;
import io.edgenas.network.LinearOp;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.network.PoolOp;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.ExportException;
import io.edgenas.onnx.emit.GraphBuilder;
import io.edgenas.onnx.emit.OnnxEmitter;
import java.util.List;

/**
 * Writes networks, and single operations, as ONNX files that run in 8-bit integers: float32 nodes
 * between QuantizeLinear and DequantizeLinear, unsigned activations, signed weights with a scale
 * per output channel, batch norm folded. ONNX Runtime's CPU provider fuses all of it: nothing of a
 * network's body is left in float32. The bytes are a function of the arguments and of the version
 * of EdgeNAS.
 *
 * <p>A network's input and output are those of {@link OnnxEmitter}: the image is quantised in the
 * file, the scores are float32. A lone operation has the borders that it has within a network:
 * unsigned 8 bits, channels last, {@code [batch, height, width, channels]}, as ONNX Runtime lays
 * values out between its integer convolutions; where the network begins and ends, the image and the
 * scores. The lone pool alone has channels first, {@code [batch, channels, height, width]}: without
 * a convolution beside it ONNX Runtime pools in that order.
 */
public final class QdqEmitter {
  private final WeightSource weights;
  private final ActivationRanges ranges;
  private final EmitOptions options;

  private QdqEmitter(WeightSource weights, ActivationRanges ranges, EmitOptions options) {
    this.weights = weights;
    this.ranges = ranges;
    this.options = options;
  }

  /**
   * Emits a whole network.
   *
   * @throws ExportException if a weight is not finite or a batch-norm variance is negative
   */
  public static byte[] emit(
      Network network, WeightSource weights, ActivationRanges ranges, EmitOptions options) {
    return new QdqEmitter(weights, ranges, options).network(network);
  }

  /**
   * Emits one operation, as the layer {@value OnnxEmitter#LONE_LAYER}. An operation that takes 1 or
   * 3 channels with a convolution is taken for the network's first: its input is the float32 image
   * {@code [batch, channels, height, width]}. The classifier's output is float32 {@code [batch,
   * classes]}.
   *
   * @throws ExportException as above
   */
  public static byte[] emit(
      Operation operation, WeightSource weights, ActivationRanges ranges, EmitOptions options) {
    OnnxEmitter.requirePart(options);
    return new QdqEmitter(weights, ranges, options).operation(operation);
  }

  private byte[] network(Network network) {
    GraphBuilder graph = new GraphBuilder(network.arch().toString(), options.batch());
    QdqGraph quantized = new QdqGraph(graph);
    QuantizedValue value = image(graph, OnnxEmitter.NETWORK_INPUT, network.input());
    List<Layer> layers = network.layers();
    for (Layer layer : layers.subList(0, layers.size() - 1)) {
      value = new QdqLayerEmitter(quantized, layer, weights, ranges).emit(value);
    }
    Layer classifier = layers.get(layers.size() - 1);
    String scores = new QdqLayerEmitter(quantized, classifier, weights, ranges).classify(value);
    if (options.softmax()) {
      graph.node("Softmax", "softmax", List.of(scores), attribute("axis", 1));
    }
    String output = options.softmax() ? OnnxEmitter.PROBABILITIES : OnnxEmitter.SCORES;
    graph.renameLast(output);
    graph.output(output, List.of(network.task().classes()));
    return graph.build(options.metadata());
  }

  private byte[] operation(Operation operation) {
    GraphBuilder graph = new GraphBuilder(operation.key(), options.batch());
    Layer layer = new Layer(OnnxEmitter.LONE_LAYER, operation);
    QdqLayerEmitter emitter = new QdqLayerEmitter(new QdqGraph(graph), layer, weights, ranges);
    String output = OnnxEmitter.PART_OUTPUT;
    if (operation instanceof PoolOp) {
      emitter.emit(channelsFirst(graph, operation.input()));
      graph.renameLast(output);
      graph.output(output, DataType.UINT8, channelsFirst(operation.output()));
    } else if (operation instanceof LinearOp) {
      emitter.classify(channelsLast(graph, operation.input()));
      graph.renameLast(output);
      graph.output(output, List.of(operation.output().channels()));
    } else {
      QuantizedValue input =
          takesImage(operation)
              ? image(graph, OnnxEmitter.PART_INPUT, operation.input())
              : channelsLast(graph, operation.input());
      graph.node(
          "Transpose",
          output,
          List.of(emitter.emit(input).name()),
          attribute("perm", List.of(0, 2, 3, 1)));
      graph.output(output, DataType.UINT8, channelsLast(operation.output()));
    }
    return graph.build(options.metadata());
  }

  private static boolean takesImage(Operation operation) {
    int channels = operation.input().channels();
    return operation instanceof ConvOp && (channels == 1 || channels == 3);
  }

  private QuantizedValue image(GraphBuilder graph, String name, FeatureShape shape) {
    graph.input(name, channelsFirst(shape));
    return new QdqGraph(graph).quantize(name, Quantization.of(ranges.of(name)));
  }

  private QuantizedValue channelsFirst(GraphBuilder graph, FeatureShape shape) {
    String name = graph.input(OnnxEmitter.PART_INPUT, DataType.UINT8, channelsFirst(shape));
    return new QuantizedValue(name, Quantization.of(ranges.of(name)));
  }

  private QuantizedValue channelsLast(GraphBuilder graph, FeatureShape shape) {
    String name = graph.input(OnnxEmitter.PART_INPUT, DataType.UINT8, channelsLast(shape));
    String value =
        graph.node(
            "Transpose",
            name + ".channels_first",
            List.of(name),
            attribute("perm", List.of(0, 3, 1, 2)));
    return new QuantizedValue(value, Quantization.of(ranges.of(name)));
  }

  private static List<Integer> channelsFirst(FeatureShape shape) {
    return List.of(shape.channels(), shape.height(), shape.width());
  }

  private static List<Integer> channelsLast(FeatureShape shape) {
    return List.of(shape.height(), shape.width(), shape.channels());
  }
}
