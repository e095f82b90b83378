package io.edgenas.benchmarks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import io.edgenas.network.ConvOp;
import io.edgenas.network.Layer;
import io.edgenas.network.LinearOp;
import io.edgenas.network.MbConvOp;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.network.PoolOp;
import java.util.List;

/** A subnet as somebody would write it with DJL's blocks who has never heard of supernets. */
final class DjlNetwork {
  private DjlNetwork() {}

  /**
   * @throws IllegalArgumentException if it has squeeze-and-excitation or another activation than
   *     ReLU, which the spaces measured here have not
   */
  static Block of(Network network) {
    SequentialBlock blocks = new SequentialBlock();
    for (Layer layer : network.layers()) {
      add(blocks, layer.operation());
    }
    return blocks;
  }

  private static void add(SequentialBlock blocks, Operation operation) {
    if (operation instanceof ConvOp conv) {
      convolution(blocks, conv);
    } else if (operation instanceof MbConvOp block) {
      blocks.add(bottleneck(block));
    } else if (operation instanceof PoolOp) {
      blocks.add(Pool.globalAvgPool2dBlock());
    } else if (operation instanceof LinearOp linear) {
      blocks.add(Linear.builder().setUnits(linear.outChannels()).build());
    }
  }

  private static Block bottleneck(MbConvOp block) {
    if (block.excite().isPresent()) {
      throw new IllegalArgumentException("squeeze-and-excitation is not measured: " + block.key());
    }
    SequentialBlock path = new SequentialBlock();
    block.expand().ifPresent(expand -> convolution(path, expand));
    convolution(path, block.depthwise());
    convolution(path, block.project());
    return block.shortcut()
        ? new ParallelBlock(DjlNetwork::sum, List.of(path, Blocks.identityBlock()))
        : path;
  }

  private static NDList sum(List<NDList> outputs) {
    NDArray sum = outputs.get(0).singletonOrThrow().add(outputs.get(1).singletonOrThrow());
    return new NDList(sum);
  }

  private static void convolution(SequentialBlock blocks, ConvOp conv) {
    int padding = conv.kernel() / 2;
    blocks.add(
        Conv2d.builder()
            .setKernelShape(new Shape(conv.kernel(), conv.kernel()))
            .setFilters(conv.outChannels())
            .optStride(new Shape(conv.stride(), conv.stride()))
            .optPadding(new Shape(padding, padding))
            .optGroups(conv.groups())
            .optBias(false)
            .build());
    if (conv.batchNorm()) {
      blocks.add(BatchNorm.builder().build());
    }
    switch (conv.activation()) {
      case NONE -> {}
      case RELU -> blocks.add(Activation.reluBlock());
      case HSWISH -> throw new IllegalArgumentException("h-swish is not measured: " + conv.key());
    }
  }
}
