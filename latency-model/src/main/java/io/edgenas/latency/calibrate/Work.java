package io.edgenas.latency.calibrate;

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

/** What an operation has to do, by what bounds its speed. */
enum Work {
  /** Multiply-accumulates of dense and 1x1 convolutions and linear layers. */
  DENSE_MACS,
  /** Multiply-accumulates of depthwise convolutions. */
  DEPTHWISE_MACS,
  /** Values of feature maps read and written. */
  ELEMENTS,
  /** Weights of layers that see one pixel: what has to be fetched for little arithmetic. */
  LONE_WEIGHTS;

  /** The amounts for one image, by ordinal. */
  static double[] of(Operation operation) {
    return operation.on(new Amounts());
  }

  /** Adds up what one operation has to do. */
  private static final class Amounts implements Cases<double[]> {
    private final double[] work = new double[values().length];

    @Override
    public double[] conv(ConvOp conv) {
      if (conv.input().pixels() > 1) {
        dense(conv);
      } else {
        add(LONE_WEIGHTS, conv.macs());
      }
      return work;
    }

    @Override
    public double[] mbConv(MbConvOp block) {
      block.expand().ifPresent(this::dense);
      add(DEPTHWISE_MACS, block.depthwise().macs());
      elements(block.depthwise());
      block
          .excite()
          .ifPresent(
              excite -> {
                add(LONE_WEIGHTS, 2.0 * excite.channels() * excite.squeezed());
                add(ELEMENTS, 2.0 * block.depthwise().output().size());
              });
      dense(block.project());
      add(ELEMENTS, block.shortcut() ? 2.0 * block.output().size() : 0);
      return work;
    }

    @Override
    public double[] pool(PoolOp pool) {
      elements(pool);
      return work;
    }

    @Override
    public double[] averagePool(AveragePoolOp pool) {
      elements(pool);
      return work;
    }

    @Override
    public double[] add(AddOp add) {
      elements(add);
      return work;
    }

    @Override
    public double[] activation(ActivationOp activation) {
      elements(activation);
      return work;
    }

    @Override
    public double[] zero(ZeroOp zero) {
      elements(zero);
      return work;
    }

    @Override
    public double[] linear(LinearOp linear) {
      add(LONE_WEIGHTS, linear.macs());
      return work;
    }

    private void dense(ConvOp conv) {
      add(DENSE_MACS, conv.macs());
      elements(conv);
    }

    private void elements(Operation operation) {
      operation.inputs().forEach(input -> add(ELEMENTS, input.size()));
      add(ELEMENTS, operation.output().size());
    }

    private void add(Work kind, double amount) {
      work[kind.ordinal()] += amount;
    }
  }
}
