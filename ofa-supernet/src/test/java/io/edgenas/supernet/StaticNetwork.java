package io.edgenas.supernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.edgenas.network.ConvOp;
import io.edgenas.network.Layer;
import io.edgenas.network.LinearOp;
import io.edgenas.network.MbConvOp;
import io.edgenas.network.Network;
import io.edgenas.network.PoolOp;
import io.edgenas.network.WeightSource;
import io.edgenas.network.WeightSpec;

/**
 * The same function as the elastic forward, written apart from it: a plain network in which every
 * layer has its own weights, batch norm is arithmetic, and nothing is cut.
 */
final class StaticNetwork {
  private final WeightSource weights;
  private final NDManager scope;
  private Layer layer;

  StaticNetwork(WeightSource weights, NDManager scope) {
    this.weights = weights;
    this.scope = scope;
  }

  NDArray run(NDArray images, Network network) {
    NDArray x = images;
    for (Layer next : network.layers()) {
      layer = next;
      if (next.operation() instanceof ConvOp conv) {
        x = convolution(x, "", conv);
      } else if (next.operation() instanceof MbConvOp block) {
        x = block(x, block);
      } else if (next.operation() instanceof PoolOp) {
        Shape shape = x.getShape();
        x = x.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2});
        x = x.reshape(shape.get(0), shape.get(1), 1, 1);
      } else if (next.operation() instanceof LinearOp) {
        x = x.reshape(x.getShape().get(0), -1).matMul(weight("weight").transpose());
        x = x.add(weight("bias"));
      }
    }
    return x;
  }

  private NDArray block(NDArray input, MbConvOp block) {
    NDArray x = input;
    if (block.expand().isPresent()) {
      x = convolution(x, "expand.", block.expand().get());
    }
    x = convolution(x, "depthwise.", block.depthwise());
    if (block.excite().isPresent()) {
      Shape shape = x.getShape();
      NDArray pooled = x.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2});
      NDArray y = linear(pooled, "se.reduce.").maximum(0f);
      y = linear(y, "se.expand.").mul(1 / 6f).add(0.5f).clip(0f, 1f);
      x = x.mul(y.reshape(shape.get(0), shape.get(1), 1, 1));
    }
    x = convolution(x, "project.", block.project());
    boolean shortcut = block.stride() == 1 && block.input().channels() == block.outChannels();
    return shortcut ? x.add(input) : x;
  }

  private NDArray linear(NDArray x, String prefix) {
    NDArray matrix = weight(prefix + "weight");
    long out = matrix.getShape().get(0);
    return x.matMul(matrix.reshape(out, -1).transpose()).add(weight(prefix + "bias"));
  }

  private NDArray convolution(NDArray x, String prefix, ConvOp conv) {
    int padding = conv.kernel() / 2;
    NDArray y =
        Conv2d.conv2d(
                x,
                weight(prefix + "weight"),
                null,
                new Shape(conv.stride(), conv.stride()),
                new Shape(padding, padding),
                new Shape(1, 1),
                conv.groups())
            .singletonOrThrow();
    if (conv.batchNorm()) {
      NDArray scale =
          weight(prefix + "bn.gamma")
              .div(weight(prefix + "bn.variance").add((float) weights.batchNormEpsilon()).sqrt());
      NDArray shift = weight(prefix + "bn.beta").sub(weight(prefix + "bn.mean").mul(scale));
      y = y.mul(scale.reshape(1, -1, 1, 1)).add(shift.reshape(1, -1, 1, 1));
    }
    return switch (conv.activation()) {
      case NONE -> y;
      case RELU -> y.maximum(0f);
      case HSWISH -> y.mul(y.mul(1 / 6f).add(0.5f).clip(0f, 1f));
    };
  }

  private NDArray weight(String name) {
    WeightSpec spec =
        layer.operation().weights().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow();
    return scope.create(weights.values(layer, spec), Parameters.shape(spec.shape()));
  }
}
