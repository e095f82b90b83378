package io.edgenas.supernet.elastic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.WeightSource;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.PoolOp;
import io.edgenas.operation.WeightSpec;
import io.edgenas.supernet.engine.EngineArrays;

/**
 * The same function as the elastic forward, written apart from it: a plain network of DJL's own
 * blocks' operations in which every layer has its own weights and nothing is cut.
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
      y = linear(y, "se.expand.").add(3f).clip(0f, 6f).mul(1 / 6f);
      x = x.mul(y.reshape(shape.get(0), shape.get(1), 1, 1));
    }
    x = convolution(x, "project.", block.project());
    boolean shortcut = block.stride() == 1 && block.input().channels() == block.outChannels();
    return shortcut ? x.add(input) : x;
  }

  private NDArray linear(NDArray x, String prefix) {
    NDArray matrix = weight(prefix + "weight");
    long out = matrix.getShape().get(0);
    return Linear.linear(x, matrix.reshape(out, -1), weight(prefix + "bias")).singletonOrThrow();
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
      y =
          BatchNorm.batchNorm(
                  y,
                  weight(prefix + "bn.mean"),
                  weight(prefix + "bn.variance"),
                  weight(prefix + "bn.gamma"),
                  weight(prefix + "bn.beta"),
                  1,
                  0f,
                  (float) weights.batchNormEpsilon(),
                  false)
              .singletonOrThrow();
    }
    return switch (conv.activation()) {
      case NONE -> y;
      case RELU -> y.maximum(0f);
      case HSWISH -> y.mul(y.add(3f).clip(0f, 6f)).mul(1 / 6f);
    };
  }

  private NDArray weight(String name) {
    WeightSpec spec =
        layer.operation().weights().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow();
    return scope.create(weights.values(layer, spec), EngineArrays.shape(spec.shape()));
  }
}
