package io.edgenas.supernet.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.edgenas.data.batch.Batch;
import java.nio.FloatBuffer;
import java.util.List;

/** Makes arrays of the engine from Java values, on the tensor thread. */
public final class EngineArrays {
  private EngineArrays() {}

  /**
   * The images of a batch as {@code [n, channels, size, size]}: a view of the batch's own memory,
   * which must stay open as long as the array, and the backward pass through it, is used.
   */
  public static NDArray images(Batch batch, NDManager scope) {
    int side = batch.resolution();
    return scope
        .create(
            batch.bytesNhwc(),
            new Shape(batch.size(), side, side, batch.channels()),
            DataType.FLOAT32)
        .transpose(0, 3, 1, 2);
  }

  /** Copies Java values into memory of the engine: an array that does not hang on a Java buffer. */
  public static NDArray owned(NDManager owner, float[] values, Shape shape) {
    try (NDArray borrowed = owner.create(FloatBuffer.wrap(values), shape)) {
      return borrowed.duplicate();
    }
  }

  /** The engine's form of a shape. */
  public static Shape shape(List<Integer> shape) {
    return new Shape(shape.stream().mapToLong(Integer::longValue).toArray());
  }
}
