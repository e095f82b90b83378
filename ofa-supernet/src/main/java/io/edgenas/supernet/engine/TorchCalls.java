package io.edgenas.supernet.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The native calls that DJL's interfaces lack: the only class that uses {@code JniUtils}, which
 * does not validate its arguments, so this one does.
 */
public final class TorchCalls {
  private TorchCalls() {}

  /** Sets this thread's gradient mode to off; an open gradient collector sets it to on. */
  static void gradientsOff() {
    JniUtils.setGradMode(false);
  }

  /**
   * A window of an array as a view, in one native call; gradients pass through it into the window.
   *
   * @param begin first index per dimension
   * @param end index after the last per dimension
   * @param owner manager of the view
   */
  public static NDArray window(NDArray array, long[] begin, long[] end, NDManager owner) {
    long[] shape = array.getShape().getShape();
    if (begin.length != shape.length || end.length != shape.length) {
      throw new IllegalArgumentException(
          "window of " + begin.length + " dimensions in an array of " + shape.length);
    }
    long[] steps = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      if (begin[i] < 0 || begin[i] >= end[i] || end[i] > shape[i]) {
        throw new IllegalArgumentException(
            "window " + begin[i] + " to " + end[i] + " in dimension " + i + " of " + shape[i]);
      }
      steps[i] = 1;
    }
    return JniUtils.index((PtNDArray) array, begin, end, steps, (PtNDManager) owner);
  }
}
