package io.edgenas.experiments.training;

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
import io.edgenas.operation.ZeroOp;
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
    Appending appending = new Appending(blocks);
    for (Layer layer : network.layers()) {
      layer.operation().on(appending);
    }
    return blocks;
  }

  /** Appends the block of each kind of operation. */
  private static final class Appending implements Cases<SequentialBlock> {
    private final SequentialBlock blocks;

    Appending(SequentialBlock blocks) {
      this.blocks = blocks;
    }

    @Override
    public SequentialBlock conv(ConvOp conv) {
      convolution(blocks, conv);
      return blocks;
    }

    @Override
    public SequentialBlock mbConv(MbConvOp block) {
      return blocks.add(bottleneck(block));
    }

    @Override
    public SequentialBlock pool(PoolOp pool) {
      return blocks.add(Pool.globalAvgPool2dBlock());
    }

    @Override
    public SequentialBlock averagePool(AveragePoolOp pool) {
      throw unmeasured(pool);
    }

    @Override
    public SequentialBlock add(AddOp add) {
      throw unmeasured(add);
    }

    @Override
    public SequentialBlock activation(ActivationOp activation) {
      throw unmeasured(activation);
    }

    @Override
    public SequentialBlock zero(ZeroOp zero) {
      throw unmeasured(zero);
    }

    @Override
    public SequentialBlock linear(LinearOp linear) {
      return blocks.add(Linear.builder().setUnits(linear.outChannels()).build());
    }

    private static IllegalArgumentException unmeasured(Operation operation) {
      return new IllegalArgumentException("not measured: " + operation.key());
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
