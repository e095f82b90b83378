package io.edgenas.onnx.int8;

import static io.edgenas.onnx.emit.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.edgenas.network.Layer;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.emit.GraphBuilder;
import io.edgenas.onnx.emit.NetworkEmitter;
import io.edgenas.onnx.emit.OnnxFile;
import io.edgenas.operation.ActivationOp;
import io.edgenas.operation.AddOp;
import io.edgenas.operation.AveragePoolOp;
import io.edgenas.operation.Cases;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.Operation;
import io.edgenas.operation.PoolOp;
import io.edgenas.operation.ZeroOp;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Writes files that run in 8-bit integers: float32 nodes between QuantizeLinear and
 * DequantizeLinear, unsigned activations, signed weights with a scale per output channel, batch
 * norm folded. ONNX Runtime's CPU provider fuses all of it: nothing of a network's body is left in
 * float32.
 *
 * <p>A network's input and output are float32: the image is quantised in the file. A lone operation
 * has the borders that it has within a network: unsigned 8 bits, channels last, {@code [batch,
 * height, width, channels]}, as ONNX Runtime lays values out between its integer convolutions;
 * where the network begins and ends, the float32 image and the scores. Kinds without a convolution
 * have channels first, {@code [batch, channels, height, width]}: without a convolution beside them
 * ONNX Runtime computes in that order.
 */
public final class Int8Emitter extends NetworkEmitter<QuantizedValue> {
  /** What a lone sum adds. */
  static final byte LONE_TERM = Byte.MAX_VALUE;

  private final ActivationRanges ranges;

  /**
   * @param ranges of the values of what is emitted
   */
  public Int8Emitter(ActivationRanges ranges) {
    this.ranges = ranges;
  }

  @Override
  protected QuantizedValue image(GraphBuilder graph, String name, FeatureShape shape) {
    graph.input(name, channelsFirst(shape));
    return new QdqGraph(graph).quantize(name, Quantization.of(ranges.of(name)));
  }

  @Override
  protected Int8Layer layer(
      GraphBuilder graph, Layer layer, WeightSource weights, List<QuantizedValue> inputs) {
    return new Int8Layer(new QdqGraph(graph), layer, weights, ranges, inputs);
  }

  /** Has the range of the input, and of it the number that is half the largest byte. */
  @Override
  protected QuantizedValue constant(GraphBuilder graph, String name, FeatureShape shape) {
    byte[] values = new byte[Math.toIntExact(shape.size())];
    Arrays.fill(values, LONE_TERM);
    graph.constant(
        name,
        DataType.UINT8,
        ByteBuffer.wrap(values),
        List.of(1, shape.channels(), shape.height(), shape.width()));
    return new QuantizedValue(name, Quantization.of(ranges.of(OnnxFile.PART_INPUT)));
  }

  @Override
  protected String name(QuantizedValue value) {
    return value.name();
  }

  @Override
  protected void alone(GraphBuilder graph, Layer layer, Border border, WeightSource weights) {
    Operation operation = layer.operation();
    Order order = operation.on(Orders.OF);
    QuantizedValue input = input(graph, operation, order, border);
    String output = layer(graph, layer, weights, inputs(graph, layer, input)).emit().name();
    if (operation.givesScores()) {
      graph.rename(output, OnnxFile.PART_OUTPUT);
      graph.output(OnnxFile.PART_OUTPUT, List.of(operation.output().channels()));
    } else if (order == Order.CHANNELS_FIRST) {
      graph.rename(output, OnnxFile.PART_OUTPUT);
      graph.output(OnnxFile.PART_OUTPUT, DataType.UINT8, channelsFirst(operation.output()));
    } else {
      graph.node(
          "Transpose",
          OnnxFile.PART_OUTPUT,
          List.of(output),
          attribute("perm", List.of(0, 2, 3, 1)));
      graph.output(OnnxFile.PART_OUTPUT, DataType.UINT8, channelsLast(operation.output()));
    }
  }

  private QuantizedValue input(
      GraphBuilder graph, Operation operation, Order order, Border border) {
    FeatureShape shape = operation.input();
    String name = OnnxFile.PART_INPUT;
    if (border == Border.IMAGE) {
      return image(graph, name, shape);
    }
    Quantization quantization = Quantization.of(ranges.of(name));
    if (order == Order.CHANNELS_FIRST) {
      graph.input(name, DataType.UINT8, channelsFirst(shape));
      return new QuantizedValue(name, quantization);
    }
    graph.input(name, DataType.UINT8, channelsLast(shape));
    String value =
        graph.node(
            "Transpose",
            name + ".channels_first",
            List.of(name),
            attribute("perm", List.of(0, 3, 1, 2)));
    return new QuantizedValue(value, quantization);
  }

  private static List<Integer> channelsFirst(FeatureShape shape) {
    return List.of(shape.channels(), shape.height(), shape.width());
  }

  private static List<Integer> channelsLast(FeatureShape shape) {
    return List.of(shape.height(), shape.width(), shape.channels());
  }

  /** How the values beside a lone operation lie in memory. */
  private enum Order {
    CHANNELS_FIRST,
    CHANNELS_LAST
  }

  private static final class Orders implements Cases<Order> {
    static final Orders OF = new Orders();

    @Override
    public Order conv(ConvOp conv) {
      return Order.CHANNELS_LAST;
    }

    @Override
    public Order mbConv(MbConvOp block) {
      return Order.CHANNELS_LAST;
    }

    @Override
    public Order pool(PoolOp pool) {
      return Order.CHANNELS_FIRST;
    }

    @Override
    public Order averagePool(AveragePoolOp pool) {
      return Order.CHANNELS_FIRST;
    }

    @Override
    public Order add(AddOp add) {
      return Order.CHANNELS_FIRST;
    }

    @Override
    public Order activation(ActivationOp activation) {
      return Order.CHANNELS_FIRST;
    }

    @Override
    public Order zero(ZeroOp zero) {
      return Order.CHANNELS_FIRST;
    }

    @Override
    public Order linear(LinearOp linear) {
      return Order.CHANNELS_LAST;
    }
  }
}
