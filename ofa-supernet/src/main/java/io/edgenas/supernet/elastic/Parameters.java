package io.edgenas.supernet.elastic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.edgenas.supernet.engine.TorchCalls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A supernet's trainable arrays, each at its largest shape, in a fixed order. They are views of one
 * array of all weights, and their gradients of one array of all gradients. Owns them. All methods
 * run on the tensor thread.
 */
public final class Parameters implements AutoCloseable {
  private final NDManager manager;
  private final List<ParameterSpec> specs;
  private final FlatValues weights;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private FlatValues gradients; // made when asked for: evaluation needs none

  /** Parameters that are zero. */
  Parameters(NDManager parent, List<ParameterSpec> specs) {
    this.manager = parent.newSubManager();
    this.specs = List.copyOf(specs);
    this.weights = new FlatValues(manager, specs);
    for (String name : weights.names()) {
      try (NDArray view = weights.view(name)) {
        NDArray array = view.stopGradient(); // of its own to the gradients, the memory is the same
        array.setRequiresGradient(true);
        arrays.put(name, array);
      }
    }
  }

  /** The specs of all parameters, in the order of {@link ParameterSpec#of}. */
  public List<ParameterSpec> specs() {
    return specs;
  }

  /** All weights; what is written there is written to {@link #array}. */
  public FlatValues weights() {
    return weights;
  }

  /**
   * All gradients, which backward passes add to. To be asked for before the first backward pass.
   *
   * @throws IllegalStateException if backward passes have made other gradients before
   */
  public FlatValues gradients() {
    if (gradients == null) {
      FlatValues zeros = likeWeights(manager);
      TorchCalls.shareGradients(List.copyOf(arrays.values()), zeros.all());
      gradients = zeros;
    }
    return gradients;
  }

  /** Makes as many values as there are weights, in their order, all zero; the caller closes it. */
  public FlatValues likeWeights(NDManager owner) {
    return new FlatValues(owner, specs);
  }

  /** The array of a parameter, at its largest shape; owned by this. */
  public NDArray array(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("the supernet has no parameter " + name);
    }
    return array;
  }

  /** A copy of a parameter's values. */
  public float[] values(String name) {
    return weights.values(name);
  }

  /**
   * Gives a parameter other values.
   *
   * @param values as many as the parameter has
   */
  public void set(String name, float[] values) {
    weights.set(name, values);
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
