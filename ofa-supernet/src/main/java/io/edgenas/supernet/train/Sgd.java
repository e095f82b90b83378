package io.edgenas.supernet.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.edgenas.supernet.elastic.FlatValues;
import io.edgenas.supernet.elastic.ParameterSpec;
import io.edgenas.supernet.elastic.Parameters;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.OptimizerSpec;
import io.edgenas.supernet.store.Tensor;
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
  private final FlatValues gradients;
  private final FlatValues momentum;
  private final NDArray momentumFactor;
  private final NDArray decayFactor;

  public Sgd(TensorThread thread, Parameters parameters, OptimizerSpec spec) {
    thread.requireCurrent();
    this.thread = thread;
    this.parameters = parameters;
    this.spec = spec;
    this.manager = thread.manager().newSubManager();
    this.gradients = parameters.gradients();
    this.momentum = parameters.likeWeights(manager);
    this.momentumFactor = manager.create((float) spec.momentum());
    this.decayFactor = manager.create((float) spec.weightDecay());
  }

  /**
   * Sets all gradients to zero: what accumulates from here on is one step's. Gradients that are not
   * finite stay so.
   */
  public void zeroGradients() {
    thread.requireCurrent();
    gradients.all().subi(gradients.all());
  }

  /**
   * Moves the parameters by their accumulated gradients.
   *
   * @return the Euclidean norm of all gradients together, before clipping; where it is not finite
   *     nothing is moved
   */
  public double step(double learningRate) {
    thread.requireCurrent();
    double norm;
    try (NDArray squares = gradients.all().dot(gradients.all())) {
      norm = Math.sqrt(squares.getFloat());
    }
    if (Double.isFinite(norm)) {
      move(norm, learningRate);
    }
    return norm;
  }

  private void move(double norm, double learningRate) {
    if (spec.clipNorm() > 0 && norm > spec.clipNorm()) {
      try (NDArray scale = manager.create((float) (spec.clipNorm() / norm))) {
        gradients.all().muli(scale);
      }
    }
    if (spec.weightDecay() > 0) {
      try (NDArray decay = decayFactor.mul(parameters.weights().decayed())) {
        gradients.decayed().addi(decay);
      }
    }
    NDArray velocity = momentum.all().muli(momentumFactor).addi(gradients.all());
    try (NDArray rate = manager.create((float) learningRate);
        NDArray change = velocity.mul(spec.nesterov() ? momentumFactor : rate)) {
      if (spec.nesterov()) {
        change.addi(gradients.all()).muli(rate);
      }
      parameters.weights().all().subi(change);
    }
  }

  /** Forgets all momentum. */
  public void reset() {
    thread.requireCurrent();
    for (ParameterSpec parameter : parameters.specs()) {
      momentum.set(parameter.name(), new float[parameter.size()]);
    }
  }

  /** A copy of the momentum by the parameters' names. */
  public Map<String, Tensor> momentum() {
    thread.requireCurrent();
    Map<String, Tensor> copy = new LinkedHashMap<>();
    for (ParameterSpec parameter : parameters.specs()) {
      copy.put(parameter.name(), new Tensor(parameter.shape(), momentum.values(parameter.name())));
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
      momentum.set(parameter.name(), tensor.values());
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
