package io.edgenas.supernet.elastic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.operation.ActivationOp;
import io.edgenas.operation.AddOp;
import io.edgenas.operation.AveragePoolOp;
import io.edgenas.operation.Cases;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.Operation;
import io.edgenas.operation.PoolOp;
import io.edgenas.operation.SqueezeExcite;
import io.edgenas.operation.ZeroOp;
import io.edgenas.supernet.norm.BatchNorm;

/**
 * One forward pass of one subnet through the windows of the supernet's parameters that it uses.
 *
 * <p>Every array made on the way is closed as soon as it has been used, which leaves to the engine
 * what the backward pass needs. In-place operations are used only where the backward pass does not
 * read what they overwrite (outputs of batch norm and of products).
 */
final class ElasticForward {
  private static final Shape DILATION = new Shape(1, 1);

  private final Parameters parameters;
  private final ElasticKernels kernels;
  private final Activations activations;
  private final BatchNorm norm;
  private final NDManager scope;

  /**
   * @param scope manager of the images, owns the windows and the result
   */
  ElasticForward(
      Parameters parameters,
      ElasticKernels kernels,
      Activations activations,
      BatchNorm norm,
      NDManager scope) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.activations = activations;
    this.norm = norm;
    this.scope = scope;
  }

  /** Scores {@code [n, classes]} of images {@code [n, channels, size, size]}, which stay open. */
  NDArray run(NDArray images, Network network) {
    if (!network.isChain()) {
      // Values are closed after one use.
      throw new IllegalArgumentException(
          network.arch() + " is a graph: a supernet computes layers that follow each other");
    }
    NDArray x = images;
    for (Layer layer : network.layers()) {
      NDArray y = layer(layer, x);
      if (x != images) {
        x.close();
      }
      x = y;
    }
    return x;
  }

  private NDArray layer(Layer layer, NDArray x) {
    return layer.operation().on(new LayerForward(layer.name(), x));
  }

  /** What a layer makes of its input. */
  private final class LayerForward implements Cases<NDArray> {
    private final String name;
    private final NDArray x;

    LayerForward(String name, NDArray x) {
      this.name = name;
      this.x = x;
    }

    @Override
    public NDArray conv(ConvOp conv) {
      return convolution(name + ".", conv, x);
    }

    @Override
    public NDArray mbConv(MbConvOp block) {
      return block(name, block, x);
    }

    @Override
    public NDArray pool(PoolOp pool) {
      return Pool.globalAvgPool2d(x);
    }

    @Override
    public NDArray averagePool(AveragePoolOp pool) {
      throw unknown(pool);
    }

    @Override
    public NDArray add(AddOp add) {
      throw unknown(add);
    }

    @Override
    public NDArray activation(ActivationOp activation) {
      throw unknown(activation);
    }

    @Override
    public NDArray zero(ZeroOp zero) {
      throw unknown(zero);
    }

    @Override
    public NDArray linear(LinearOp linear) {
      return classifier(name, linear, x);
    }

    private IllegalArgumentException unknown(Operation operation) {
      return new IllegalArgumentException(
          "layer " + name + " is " + operation.key() + ", which no supernet computes");
    }
  }

  private NDArray classifier(String name, LinearOp linear, NDArray x) {
    try (NDArray weight =
            parameters.prefix(
                name + ".weight", scope, linear.outChannels(), linear.input().channels());
        NDArray bias = parameters.prefix(name + ".bias", scope, linear.outChannels())) {
      return linear(x, weight, bias);
    }
  }

  private NDArray block(String name, MbConvOp block, NDArray x) {
    NDArray y = x;
    if (block.expand().isPresent()) {
      y = convolution(name + ".expand.", block.expand().get(), x);
    }
    NDArray depthwise = depthwise(name, block.depthwise(), y);
    if (y != x) {
      y.close();
    }
    y = depthwise;
    if (block.excite().isPresent()) {
      NDArray excited = excite(name + ".se.", block.excite().get(), y);
      y.close();
      y = excited;
    }
    NDArray projected = convolution(name + ".project.", block.project(), y);
    y.close();
    return block.shortcut() ? projected.addi(x) : projected;
  }

  private NDArray depthwise(String name, ConvOp conv, NDArray x) {
    try (NDArray weight = kernels.kernel(name, conv, scope)) {
      return normalised(name + ".depthwise.", conv, convolve(x, weight, conv));
    }
  }

  private NDArray convolution(String prefix, ConvOp conv, NDArray x) {
    try (NDArray weight =
        parameters.prefix(
            prefix + "weight",
            scope,
            conv.outChannels(),
            conv.input().channels() / conv.groups(),
            conv.kernel(),
            conv.kernel())) {
      return normalised(prefix, conv, convolve(x, weight, conv));
    }
  }

  private NDArray convolve(NDArray x, NDArray weight, ConvOp conv) {
    if (x.getShape().dimension() == 2) { // after the pool, a 1x1 convolution is linear
      try (NDArray matrix = weight.reshape(conv.outChannels(), conv.input().channels())) {
        return linear(x, matrix, null);
      }
    }
    int padding = conv.kernel() / 2;
    return x.getNDArrayInternal()
        .convolution(
            x,
            weight,
            null,
            new Shape(conv.stride(), conv.stride()),
            new Shape(padding, padding),
            DILATION,
            conv.groups())
        .singletonOrThrow();
  }

  /** Batch norm and activation; closes {@code x} where it makes another. */
  private NDArray normalised(String prefix, ConvOp conv, NDArray x) {
    NDArray y = x;
    if (conv.batchNorm()) {
      try (NDArray gamma = parameters.prefix(prefix + "bn.gamma", scope, conv.outChannels());
          NDArray beta = parameters.prefix(prefix + "bn.beta", scope, conv.outChannels())) {
        y = norm.apply(prefix + "bn", x, gamma, beta);
        x.close();
      }
    }
    NDArray active = activations.apply(conv.activation(), y);
    if (active != y) {
      y.close();
    }
    return active;
  }

  private NDArray excite(String prefix, SqueezeExcite excite, NDArray x) {
    try (NDManager inner = scope.newSubManager();
        NDArray squeezed = Pool.globalAvgPool2d(x)) {
      squeezed.attach(inner); // all that is made of it belongs to the inner manager
      NDArray reduced =
          excitePart(prefix + "reduce.", squeezed, excite.channels(), excite.squeezed(), inner);
      NDArray expanded =
          excitePart(
              prefix + "expand.",
              activations.relu(reduced),
              excite.squeezed(),
              excite.channels(),
              inner);
      NDArray gate = activations.hardSigmoid(expanded);
      return x.mul(gate.reshape(-1, excite.channels(), 1, 1));
    }
  }

  private NDArray excitePart(String prefix, NDArray x, int in, int out, NDManager inner) {
    NDArray weight = parameters.prefix(prefix + "weight", inner, out, in, 1, 1);
    NDArray bias = parameters.prefix(prefix + "bias", inner, out);
    return linear(x, weight.reshape(out, in), bias);
  }

  private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
  }
}
