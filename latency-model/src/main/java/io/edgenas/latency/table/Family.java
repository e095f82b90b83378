package io.edgenas.latency.table;

import io.edgenas.network.ConvOp;
import io.edgenas.network.FeatureShape;
import io.edgenas.network.LinearOp;
import io.edgenas.network.MbConvOp;
import io.edgenas.network.Operation;
import io.edgenas.network.PoolOp;

/**
 * Operations that differ in size only, between which interpolation is safe: any but the classifier
 * in its number of pixels, the classifier in its number of classes.
 *
 * @param representative the member with the smallest size
 */
public record Family(Operation representative) {
  public static Family of(Operation operation) {
    if (operation instanceof ConvOp conv) {
      return new Family(
          new ConvOp(
              pixel(conv.input()),
              conv.outChannels(),
              conv.kernel(),
              conv.stride(),
              conv.groups(),
              conv.batchNorm(),
              conv.activation()));
    }
    if (operation instanceof MbConvOp block) {
      return new Family(
          new MbConvOp(
              pixel(block.input()),
              block.middle(),
              block.outChannels(),
              block.kernel(),
              block.stride(),
              block.activation(),
              block.squeezeExcite(),
              block.expansion()));
    }
    return operation instanceof LinearOp linear
        ? new Family(new LinearOp(linear.input(), 1))
        : new Family(new PoolOp(pixel(operation.input())));
  }

  /** Where an operation stands within its family: its classes or input pixels. */
  static long size(Operation operation) {
    return operation instanceof LinearOp linear ? linear.outChannels() : operation.input().pixels();
  }

  private static FeatureShape pixel(FeatureShape shape) {
    return new FeatureShape(shape.channels(), 1, 1);
  }
}
