package io.edgenas.supernet.elastic;

import io.edgenas.network.Layer;
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

/**
 * Which parameters of a layer follow the channels of its input and of its output.
 *
 * @param reading name of the weight whose second axis is the input's channels
 * @param writing what the names of the convolution begin with that gives the output's channels
 * @param tied whether a shortcut makes the output's channels those of the input
 */
record ChannelEnds(String reading, String writing, boolean tied) {
  /**
   * The ends of a layer of the stem or the body.
   *
   * @throws IllegalArgumentException if the layer is of a kind whose channels are never sorted
   */
  static ChannelEnds of(Layer layer) {
    ChannelEnds ends = layer.operation().on(Ends.OF);
    String prefix = layer.name() + ".";
    return new ChannelEnds(prefix + ends.reading, prefix + ends.writing, ends.tied);
  }

  private static final class Ends implements Cases<ChannelEnds> {
    static final Ends OF = new Ends();

    @Override
    public ChannelEnds conv(ConvOp conv) {
      return new ChannelEnds("weight", "", false);
    }

    @Override
    public ChannelEnds mbConv(MbConvOp block) {
      String reading = block.expand().isPresent() ? "expand.weight" : "project.weight";
      return new ChannelEnds(reading, "project.", block.shortcut());
    }

    @Override
    public ChannelEnds pool(PoolOp pool) {
      throw unsorted(pool);
    }

    @Override
    public ChannelEnds averagePool(AveragePoolOp pool) {
      throw unsorted(pool);
    }

    @Override
    public ChannelEnds add(AddOp add) {
      throw unsorted(add);
    }

    @Override
    public ChannelEnds activation(ActivationOp activation) {
      throw unsorted(activation);
    }

    @Override
    public ChannelEnds zero(ZeroOp zero) {
      throw unsorted(zero);
    }

    @Override
    public ChannelEnds linear(LinearOp linear) {
      throw unsorted(linear);
    }

    private static IllegalArgumentException unsorted(Operation operation) {
      return new IllegalArgumentException(
          "the channels of " + operation.key() + " are not sorted: a supernet has no such layer");
    }
  }
}
