package io.edgenas.onnx.emit;

import io.edgenas.network.Layer;
import io.edgenas.network.WeightSource;
import io.edgenas.operation.Activation;
import io.edgenas.operation.ActivationOp;
import io.edgenas.operation.AddOp;
import io.edgenas.operation.Cases;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.MbConvOp;
import java.util.List;

/**
 * The nodes of one layer, in any precision: how a layer is made of convolutions and sums, not how
 * each of them is written.
 *
 * @param <V> a value between nodes
 */
public abstract class LayerNodes<V> implements Cases<V> {
  protected final Layer layer;
  protected final LayerWeights weights;
  private final List<V> inputs;

  /**
   * @param inputs what the layer takes, each {@code [batch, channels, height, width]}
   */
  protected LayerNodes(Layer layer, WeightSource source, List<V> inputs) {
    this.layer = layer;
    this.weights = new LayerWeights(layer, source);
    this.inputs = inputs;
  }

  /** What the layer takes, the first where it takes several values. */
  protected final V input() {
    return inputs.get(0);
  }

  /** Adds the nodes; gives the layer's value, of the form that its operation says. */
  public final V emit() {
    return layer.operation().on(this);
  }

  @Override
  public final V conv(ConvOp conv) {
    return convolution(conv, "", input());
  }

  @Override
  public final V mbConv(MbConvOp block) {
    V value = input();
    if (block.expand().isPresent()) {
      value = convolution(block.expand().get(), "expand", value);
    }
    value = convolution(block.depthwise(), "depthwise", value);
    if (block.excite().isPresent()) {
      value = squeezeExcite(value);
    }
    value = convolution(block.project(), "project", value);
    return block.shortcut() ? sum(weights.place("shortcut"), input(), value) : value;
  }

  /** The last of the sums has the layer's name: runtimes fuse sums of two, not of many. */
  @Override
  public final V add(AddOp add) {
    V value = input();
    for (int i = 1; i < add.terms(); i++) {
      boolean last = i == add.terms() - 1;
      value = sum(last ? layer.name() : layer.name() + "." + i, value, inputs.get(i));
    }
    return value;
  }

  @Override
  public final V activation(ActivationOp activation) {
    return activation(activation.activation(), layer.name(), input());
  }

  /** A convolution with its batch norm and activation; the part is empty for the whole layer. */
  protected abstract V convolution(ConvOp conv, String part, V value);

  /** An activation on its own; its nodes have names that start with {@code place}. */
  protected abstract V activation(Activation activation, String place, V value);

  /** Squeeze-and-excitation, the layer's part {@code se}. */
  protected abstract V squeezeExcite(V value);

  /** The sum of two values; its node has the name {@code place}. */
  protected abstract V sum(String place, V a, V b);
}
