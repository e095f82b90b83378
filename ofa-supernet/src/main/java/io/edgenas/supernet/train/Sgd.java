package io.edgenas.supernet.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.edgenas.supernet.ParameterSpec;
import io.edgenas.supernet.Parameters;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.OptimizerSpec;
import io.edgenas.supernet.store.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Stochastic gradient descent with momentum as in PyTorch: {@code g += decay * w; v = momentum * v
 * + g; w -= rate * (g + momentum * v)} with Nesterov's look-ahead, {@code w -= rate * v} without;
 * the gradients are first scaled down to the largest norm allowed, all together. Biases and batch
 * norm do not decay.
 *
 * <p>Its state is the momentum, which can be read and set. Owns it; all methods run on the tensor
 * thread, {@link #step} with no gradient collector open.
 */
public final class Sgd implements AutoCloseable {
  private final TensorThread thread;
  private final Parameters parameters;
  private final OptimizerSpec spec;
  private final NDManager manager;
  private final Map<String, NDArray> momentum = new LinkedHashMap<>();
  private final NDArray momentumFactor;
  private final NDArray decayFactor;

  public Sgd(TensorThread thread, Parameters parameters, OptimizerSpec spec) {
    thread.requireCurrent();
    this.thread = thread;
    this.parameters = parameters;
    this.spec = spec;
    this.manager = thread.manager().newSubManager();
    this.momentumFactor = manager.create((float) spec.momentum());
    this.decayFactor = manager.create((float) spec.weightDecay());
    for (ParameterSpec parameter : parameters.specs()) {
      momentum.put(parameter.name(), manager.zeros(parameters.array(parameter.name()).getShape()));
    }
  }

  /**
   * Sets all gradients to zero: what accumulates from here on is one step's. Gradients that are not
   * finite stay so; new weights ({@link Parameters#set}) have none.
   */
  public void zeroGradients() {
    thread.requireCurrent();
    for (ParameterSpec parameter : parameters.specs()) {
      try (NDArray gradient = parameters.array(parameter.name()).getGradient()) {
        gradient.subi(gradient);
      }
    }
  }

  /**
   * Moves the parameters by their accumulated gradients.
   *
   * @return the Euclidean norm of all gradients together, before clipping; where it is not finite
   *     nothing is moved
   */
  public double step(double learningRate) {
    thread.requireCurrent();
    try (NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> gradients = new LinkedHashMap<>();
      for (ParameterSpec parameter : parameters.specs()) {
        NDArray gradient = parameters.array(parameter.name()).getGradient();
        gradient.attach(scope);
        gradients.put(parameter.name(), gradient);
      }
      double norm = norm(gradients.values());
      if (Double.isFinite(norm)) {
        boolean clipped = spec.clipNorm() > 0 && norm > spec.clipNorm();
        NDArray scale = clipped ? scope.create((float) (spec.clipNorm() / norm)) : null;
        NDArray rate = scope.create((float) learningRate);
        for (ParameterSpec parameter : parameters.specs()) {
          move(parameter, gradients.get(parameter.name()), scale, rate);
        }
      }
      return norm;
    }
  }

  /**
   * Of all gradients together, fetched at once: a GPU is waited for one time, not one per array.
   */
  private static double norm(Collection<NDArray> gradients) {
    NDList squares = new NDList();
    for (NDArray gradient : gradients) {
      try (NDArray flat = gradient.reshape(-1)) {
        squares.add(flat.dot(flat));
      }
    }
    try (squares;
        NDArray all = NDArrays.stack(squares)) {
      double sum = 0;
      for (float square : all.toFloatArray()) {
        sum += square;
      }
      return Math.sqrt(sum);
    }
  }

  private void move(ParameterSpec parameter, NDArray gradient, NDArray scale, NDArray rate) {
    NDArray weight = parameters.array(parameter.name());
    NDArray velocity = momentum.get(parameter.name());
    if (scale != null) {
      gradient.muli(scale);
    }
    if (spec.weightDecay() > 0 && parameter.kind().decayed()) {
      try (NDArray decay = decayFactor.mul(weight)) {
        gradient.addi(decay);
      }
    }
    velocity.muli(momentumFactor).addi(gradient);
    if (spec.nesterov()) {
      try (NDArray ahead = velocity.mul(momentumFactor)) {
        weight.subi(ahead.addi(gradient).muli(rate));
      }
    } else {
      try (NDArray change = velocity.mul(rate)) {
        weight.subi(change);
      }
    }
  }

  /** Forgets all momentum. */
  public void reset() {
    thread.requireCurrent();
    for (ParameterSpec parameter : parameters.specs()) {
      set(parameter, new float[parameter.size()]);
    }
  }

  /** A copy of the momentum by the parameters' names. */
  public Map<String, Tensor> momentum() {
    thread.requireCurrent();
    Map<String, Tensor> copy = new LinkedHashMap<>();
    for (ParameterSpec parameter : parameters.specs()) {
      copy.put(
          parameter.name(),
          new Tensor(parameter.shape(), momentum.get(parameter.name()).toFloatArray()));
    }
    return copy;
  }

  /**
   * Overwrites the momentum.
   *
   * @throws IllegalArgumentException if a parameter's is missing or of another shape
   */
  public void setMomentum(Map<String, Tensor> values) {
    thread.requireCurrent();
    for (ParameterSpec parameter : parameters.specs()) {
      Tensor tensor = values.get(parameter.name());
      if (tensor == null || !tensor.shape().equals(parameter.shape())) {
        throw new IllegalArgumentException("no momentum for parameter " + parameter);
      }
      set(parameter, tensor.values());
    }
  }

  private void set(ParameterSpec parameter, float[] values) {
    NDArray replaced = Parameters.owned(manager, values, Parameters.shape(parameter.shape()));
    momentum.put(parameter.name(), replaced).close();
  }

  @Override
  public void close() {
    manager.close();
  }
}
