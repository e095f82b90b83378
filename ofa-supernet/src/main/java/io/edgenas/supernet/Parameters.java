package io.edgenas.supernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.edgenas.supernet.engine.TorchCalls;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A supernet's trainable arrays, each at its largest shape, in a fixed order. Owns them. All
 * methods run on the tensor thread.
 */
public final class Parameters implements AutoCloseable {
  private final NDManager manager;
  private final Map<String, ParameterSpec> specs = new LinkedHashMap<>();
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  Parameters(NDManager parent) {
    this.manager = parent.newSubManager();
  }

  /** Adds a parameter that starts with these values. */
  void add(ParameterSpec spec, float[] values) {
    specs.put(spec.name(), spec);
    arrays.put(spec.name(), trainable(spec, values));
  }

  private NDArray trainable(ParameterSpec spec, float[] values) {
    NDArray array = owned(manager, values, shape(spec.shape()));
    array.setRequiresGradient(true);
    return array;
  }

  /** Copies Java values into memory of the engine: an array that does not hang on a Java buffer. */
  public static NDArray owned(NDManager owner, float[] values, Shape shape) {
    try (NDArray borrowed = owner.create(FloatBuffer.wrap(values), shape)) {
      return borrowed.duplicate();
    }
  }

  public static Shape shape(List<Integer> shape) {
    return new Shape(shape.stream().mapToLong(Integer::longValue).toArray());
  }

  /** In the order of {@link ParameterSpec#of}. */
  public List<ParameterSpec> specs() {
    return new ArrayList<>(specs.values());
  }

  /** The array of a parameter, at its largest shape; owned by this, until {@link #set}. */
  public NDArray array(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("the supernet has no parameter " + name);
    }
    return array;
  }

  /** A copy of a parameter's values. */
  public float[] values(String name) {
    return array(name).toFloatArray();
  }

  /**
   * Gives a parameter other values, and no gradient. Its array is another from here on: copying
   * into the old one would make the engine read the Java buffer, without holding it.
   *
   * @param values as many as the parameter has
   */
  public void set(String name, float[] values) {
    NDArray old = array(name);
    arrays.put(name, trainable(specs.get(name), values));
    old.close();
  }

  /** The first {@code counts[i]} values of each dimension, as a view. */
  NDArray prefix(String name, NDManager scope, int... counts) {
    long[] end = new long[counts.length];
    for (int i = 0; i < counts.length; i++) {
      end[i] = counts[i];
    }
    return TorchCalls.window(array(name), new long[counts.length], end, scope);
  }

  @Override
  public void close() {
    manager.close();
  }
}
