package io.edgenas.latency.table;

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

/**
 * Operations that differ in size only, between which interpolation is safe: any but the classifier
 * in its number of pixels, the classifier in its number of classes.
 *
 * @param representative the member with the smallest size
 */
public record Family(Operation representative) {
  public static Family of(Operation operation) {
    return new Family(operation.on(Smallest.MEMBER));
  }

  /** Returns where an operation stands within its family: its classes or input pixels. */
  static long size(Operation operation) {
    return operation.on(Size.OF);
  }

  private static final class Smallest implements Cases<Operation> {
    static final Smallest MEMBER = new Smallest();

    private static FeatureShape pixel(FeatureShape shape) {
      return new FeatureShape(shape.channels(), 1, 1);
    }

    @Override
    public Operation conv(ConvOp conv) {
      return new ConvOp(
          pixel(conv.input()),
          conv.outChannels(),
          conv.kernel(),
          conv.stride(),
          conv.groups(),
          conv.batchNorm(),
          conv.activation());
    }

    @Override
    public Operation mbConv(MbConvOp block) {
      return new MbConvOp(
          pixel(block.input()),
          block.middle(),
          block.outChannels(),
          block.kernel(),
          block.stride(),
          block.activation(),
          block.squeezeExcite(),
          block.expansion());
    }

    @Override
    public Operation pool(PoolOp pool) {
      return new PoolOp(pixel(pool.input()));
    }

    @Override
    public Operation averagePool(AveragePoolOp pool) {
      int side = pool.kernel(); // smaller inputs have no such pool
      FeatureShape smallest = new FeatureShape(pool.input().channels(), side, side);
      return new AveragePoolOp(smallest, pool.kernel(), pool.stride());
    }

    @Override
    public Operation add(AddOp add) {
      return new AddOp(pixel(add.input()), add.terms());
    }

    @Override
    public Operation activation(ActivationOp activation) {
      return new ActivationOp(pixel(activation.input()), activation.activation());
    }

    @Override
    public Operation zero(ZeroOp zero) {
      return new ZeroOp(pixel(zero.input()));
    }

    @Override
    public Operation linear(LinearOp linear) {
      return new LinearOp(linear.input(), 1);
    }
  }

  private static final class Size implements Cases<Long> {
    static final Size OF = new Size();

    @Override
    public Long conv(ConvOp conv) {
      return conv.input().pixels();
    }

    @Override
    public Long mbConv(MbConvOp block) {
      return block.input().pixels();
    }

    @Override
    public Long pool(PoolOp pool) {
      return pool.input().pixels();
    }

    @Override
    public Long averagePool(AveragePoolOp pool) {
      return pool.input().pixels();
    }

    @Override
    public Long add(AddOp add) {
      return add.input().pixels();
    }

    @Override
    public Long activation(ActivationOp activation) {
      return activation.input().pixels();
    }

    @Override
    public Long zero(ZeroOp zero) {
      return zero.input().pixels();
    }

    @Override
    public Long linear(LinearOp linear) {
      return (long) linear.outChannels();
    }
  }
}
