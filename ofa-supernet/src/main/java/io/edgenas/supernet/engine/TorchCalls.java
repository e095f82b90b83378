package io.edgenas.supernet.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

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
   * Runs a task whose native operations use so many threads, on the thread that calls: sums are
   * split between threads, so the last bits of results depend on their number.
   *
   * @param threads 1 and more
   */
  public static void withThreads(int threads, Runnable task) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    int before = JniUtils.getNumThreads();
    JniUtils.setNumThreads(threads);
    try {
      task.run();
    } finally {
      JniUtils.setNumThreads(before);
    }
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

  /**
   * Copies values into a part of an array, in place: its views see them.
   *
   * @param array one-dimensional
   * @param begin where the first value goes
   * @param source one-dimensional
   */
  public static void overwrite(NDArray array, long begin, NDArray source) {
    long end = begin + source.size();
    if (array.getShape().dimension() != 1
        || source.getShape().dimension() != 1
        || begin < 0
        || end > array.size()) {
      throw new IllegalArgumentException(
          "values " + source.getShape() + " from " + begin + " on in " + array.getShape());
    }
    JniUtils.indexSet(
        (PtNDArray) array,
        (PtNDArray) source,
        new long[] {begin},
        new long[] {end},
        new long[] {1});
  }

  /**
   * Makes the gradients of arrays views of one array, one behind the other, which starts as zeros:
   * one call then zeroes or reads all of them.
   *
   * <p>A backward pass gives an array that has no gradient yet the very memory that arrives, and
   * later passes add to it. What arrives from the backward pass of a concatenation are views of the
   * gradient that it starts with.
   *
   * @param arrays which require gradients and have none yet
   * @param flat as many values as all arrays have; must live as long as they
   * @throws IllegalStateException if the gradients did not become views, as where there were some
   */
  public static void shareGradients(List<NDArray> arrays, NDArray flat) {
    boolean gradients = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try (NDManager scope = flat.getManager().newSubManager()) {
      NDList parts = new NDList();
      for (NDArray array : arrays) {
        NDArray part = array.reshape(-1);
        part.attach(scope);
        parts.add(part);
      }
      NDArray whole = NDArrays.concat(parts);
      whole.attach(scope);
      if (!whole.getShape().equals(flat.getShape())) {
        throw new IllegalArgumentException(
            "gradients " + flat.getShape() + " of " + whole.getShape() + " values");
      }
      JniUtils.backward((PtNDArray) whole, (PtNDArray) flat, false, false);
    } finally {
      JniUtils.setGradMode(gradients);
    }
    requireShared(arrays, flat);
  }

  /** Writes ones to the array of all and looks whether each gradient sees them. */
  private static void requireShared(List<NDArray> arrays, NDArray flat) {
    try (NDArray ones = flat.onesLike()) {
      overwrite(flat, 0, ones);
    }
    for (NDArray array : arrays) {
      try (NDArray gradient = array.getGradient();
          NDArray zeros = gradient.sub(1);
          NDArray distance = zeros.abs();
          NDArray sum = distance.sum()) {
        if (sum.getFloat() != 0) {
          throw new IllegalStateException(
              "the gradients of " + array.getShape() + " are no view of those of all");
        }
      }
    }
    flat.subi(flat);
  }
}
