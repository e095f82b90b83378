package io.edgenas.onnx.emit;

import static io.edgenas.onnx.emit.GraphBuilder.attribute;

import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Node;
import io.edgenas.network.WeightSource;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * How a network becomes a graph, in any precision: layer after layer, each with what it takes.
 *
 * @param <V> a value between nodes
 */
public abstract class NetworkEmitter<V> implements Emitter {
  @Override
  public final byte[] network(Network network, WeightSource weights, EmitOptions options) {
    GraphBuilder graph = new GraphBuilder(network.arch().toString(), options.batch());
    V image = image(graph, OnnxFile.NETWORK_INPUT, network.input());
    List<V> values = new ArrayList<>();
    for (Node node : network.nodes()) {
      List<V> inputs =
          values.isEmpty() ? List.of(image) : node.inputs().stream().map(values::get).toList();
      values.add(layer(graph, node.layer(), weights, inputs).emit());
    }
    String scores = name(values.get(values.size() - 1));
    if (options.softmax()) {
      scores = graph.node("Softmax", "softmax", List.of(scores), attribute("axis", 1));
    }
    String output = options.softmax() ? OnnxFile.PROBABILITIES : OnnxFile.SCORES;
    graph.rename(scores, output);
    graph.output(output, List.of(network.classes()));
    return graph.build(options.metadata());
  }

  @Override
  public final byte[] operation(
      Operation operation, Border border, WeightSource weights, EmitOptions options) {
    requirePart(options);
    GraphBuilder graph = new GraphBuilder(operation.key(), options.batch());
    alone(graph, Layer.alone(OnnxFile.LONE_LAYER, operation), border, weights);
    return graph.build(options.metadata());
  }

  static void requirePart(EmitOptions options) {
    if (options.softmax()) {
      throw new IllegalArgumentException("softmax belongs to a whole network, not to a part");
    }
  }

  /** Declares the float32 input {@code [batch, channels, height, width]} and gives its value. */
  protected abstract V image(GraphBuilder graph, String name, FeatureShape shape);

  /** The nodes of a layer within a network, ready to be added. */
  protected abstract LayerNodes<V> layer(
      GraphBuilder graph, Layer layer, WeightSource weights, List<V> inputs);

  /**
   * Adds a constant of that shape for one image, as a value that another layer gives: what a lone
   * sum adds to its input.
   */
  protected abstract V constant(GraphBuilder graph, String name, FeatureShape shape);

  /** A lone layer's inputs: its first, and a constant in the place of each other. */
  protected final List<V> inputs(GraphBuilder graph, Layer layer, V first) {
    List<V> inputs = new ArrayList<>(List.of(first));
    List<FeatureShape> shapes = layer.operation().inputs();
    for (int i = 1; i < shapes.size(); i++) {
      inputs.add(constant(graph, OnnxFile.PART_INPUT + (i + 1), shapes.get(i)));
    }
    return inputs;
  }

  /** What a value is called in the graph. */
  protected abstract String name(V value);

  /** Adds a lone layer with its input and output. */
  protected abstract void alone(
      GraphBuilder graph, Layer layer, Border border, WeightSource weights);
}
