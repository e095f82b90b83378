package io.edgenas.latency.calibrate;

import io.edgenas.network.ConvOp;
import io.edgenas.network.LinearOp;
import io.edgenas.network.MbConvOp;
import io.edgenas.network.Operation;

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
    double[] work = new double[values().length];
    if (operation instanceof MbConvOp block) {
      block.expand().ifPresent(conv -> addDense(work, conv));
      work[DEPTHWISE_MACS.ordinal()] += block.depthwise().macs();
      addElements(work, block.depthwise());
      block
          .excite()
          .ifPresent(
              excite -> {
                work[LONE_WEIGHTS.ordinal()] += 2.0 * excite.channels() * excite.squeezed();
                work[ELEMENTS.ordinal()] += 2.0 * block.depthwise().output().size();
              });
      addDense(work, block.project());
      work[ELEMENTS.ordinal()] += block.shortcut() ? 2.0 * block.output().size() : 0;
    } else if (operation instanceof ConvOp conv && conv.input().pixels() > 1) {
      addDense(work, conv);
    } else if (operation instanceof ConvOp || operation instanceof LinearOp) {
      work[LONE_WEIGHTS.ordinal()] += operation.macs();
    } else {
      addElements(work, operation);
    }
    return work;
  }

  private static void addDense(double[] work, ConvOp conv) {
    work[DENSE_MACS.ordinal()] += conv.macs();
    addElements(work, conv);
  }

  private static void addElements(double[] work, Operation operation) {
    work[ELEMENTS.ordinal()] += operation.input().size() + operation.output().size();
  }
}
