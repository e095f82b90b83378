package io.edgenas.supernet.elastic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.operation.FeatureShape;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.norm.BatchNorm;
import io.edgenas.supernet.norm.BatchNormStatistics;
import io.edgenas.supernet.norm.BatchStatisticsNorm;
import io.edgenas.supernet.norm.GivenStatisticsNorm;
import io.edgenas.supernet.store.Tensor;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights of every subnet of a space in one set of arrays: a subnet uses the first channels,
 * the first blocks of a stage and transformed centres of the kernels (Cai et al., Once-for-All,
 * section 3.3). Which subnet is computed is an argument; nothing here remembers one.
 *
 * <p>It holds no batch-norm statistics: those belong to one subnet ({@link BatchNormStatistics}).
 * Owns its arrays; close it before its {@link TensorThread}.
 */
public final class ElasticSupernet implements AutoCloseable {
  private final TensorThread thread;
  private final MbConvSpace space;
  private final Task task;
  private final NDManager manager;
  private final Parameters parameters;
  private final ElasticKernels kernels;
  private final Activations activations;
  private final BatchNorm trainingNorm;

  private ElasticSupernet(
      TensorThread thread, MbConvSpace space, Task task, Map<String, Tensor> weights) {
    thread.requireCurrent();
    this.thread = thread;
    this.space = space;
    this.task = task;
    this.manager = thread.manager().newSubManager();
    this.parameters = new Parameters(manager, ParameterSpec.of(space, task));
    this.kernels =
        new ElasticKernels(
            ParameterSpec.kernels(space, space.lower(task, space.largest())), parameters);
    this.activations = new Activations(manager);
    this.trainingNorm = new BatchStatisticsNorm(manager);
    weights.forEach((name, tensor) -> parameters.set(name, tensor.values()));
  }

  /** A supernet at the start of training; its weights are a function of the seed. */
  public static ElasticSupernet create(
      TensorThread thread, MbConvSpace space, Task task, long seed) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (ParameterSpec spec : ParameterSpec.of(space, task)) {
      weights.put(spec.name(), new Tensor(spec.shape(), Initialization.values(spec, seed)));
    }
    return of(thread, space, task, weights);
  }

  /**
   * A supernet with given weights.
   *
   * @param weights by the names of {@link ParameterSpec#of}, each in its shape; copied
   * @throws io.edgenas.base.input.BadInputException if one is missing, unknown, of another shape or
   *     not finite, naming it
   */
  public static ElasticSupernet of(
      TensorThread thread, MbConvSpace space, Task task, Map<String, Tensor> weights) {
    WeightsCheck.check(ParameterSpec.of(space, task), weights);
    return thread.call(() -> new ElasticSupernet(thread, space, task, weights));
  }

  public MbConvSpace space() {
    return space;
  }

  public Task task() {
    return task;
  }

  public TensorThread thread() {
    return thread;
  }

  /** The trainable arrays. */
  public Parameters parameters() {
    return parameters;
  }

  /** The layers of one subnet. */
  public Network lower(Arch arch) {
    return space.lower(task, arch);
  }

  /** A copy of all weights by name, in the order of {@link ParameterSpec#of}. */
  public Map<String, Tensor> weights() {
    return thread.call(
        () -> {
          Map<String, Tensor> weights = new LinkedHashMap<>();
          for (ParameterSpec spec : parameters.specs()) {
            weights.put(spec.name(), new Tensor(spec.shape(), parameters.values(spec.name())));
          }
          return weights;
        });
  }

  /**
   * Overwrites all weights; see {@link #of}.
   *
   * @throws io.edgenas.base.input.BadInputException as {@link #of}; the old weights then stay
   */
  public void setWeights(Map<String, Tensor> weights) {
    WeightsCheck.check(parameters.specs(), weights);
    thread.run(() -> weights.forEach((name, tensor) -> parameters.set(name, tensor.values())));
  }

  /**
   * Scores under training's rules: every batch norm normalises by this batch. Call it with a
   * gradient collector open, on the tensor thread.
   *
   * @param images {@code [n, channels, size, size]}; must stay open until the backward pass is over
   * @return {@code [n, classes]}, with the manager of the images
   */
  public NDArray trainingForward(NDArray images, Network network) {
    return forward(images, network, trainingNorm);
  }

  /**
   * Scores under evaluation's rules, on the tensor thread, with no gradient collector open.
   *
   * @param images {@code [n, channels, size, size]}
   * @param statistics of exactly this subnet
   * @return {@code [n, classes]}, with the manager of the images
   * @throws IllegalArgumentException if the statistics belong to another subnet
   */
  public NDArray forward(NDArray images, Network network, BatchNormStatistics statistics) {
    if (!statistics.arch().equals(network.arch())) {
      throw new IllegalArgumentException(
          "batch-norm statistics of "
              + statistics.arch()
              + " for subnet "
              + network.arch()
              + ": recalibrate it");
    }
    return forward(images, network, new GivenStatisticsNorm(statistics));
  }

  NDArray forward(NDArray images, Network network, BatchNorm norm) {
    thread.requireCurrent();
    FeatureShape input = network.input();
    Shape shape = images.getShape();
    if (shape.dimension() != 4
        || shape.get(1) != input.channels()
        || shape.get(2) != input.height()
        || shape.get(3) != input.width()) {
      throw new IllegalArgumentException(
          "images " + shape + " for a subnet whose images are " + input);
    }
    return new ElasticForward(parameters, kernels, activations, norm, images.getManager())
        .run(images, network);
  }

  /** The kernels of one depthwise convolution, see {@link ElasticKernels#kernel}. */
  ElasticKernels kernels() {
    return kernels;
  }

  /**
   * Scores of a few images, for comparison with an exported file; may be called on any thread.
   *
   * @param images {@code [n, channels, size, size]}, row-major
   * @return {@code [n, classes]}, row-major
   */
  public float[] logits(float[] images, int n, Network network, BatchNormStatistics statistics) {
    FeatureShape input = network.input();
    return thread.call(
        () -> {
          try (NDManager scope = manager.newSubManager()) {
            Shape shape = new Shape(n, input.channels(), input.height(), input.width());
            NDArray array = scope.create(FloatBuffer.wrap(images), shape);
            return forward(array, network, statistics).toFloatArray();
          }
        });
  }

  @Override
  public void close() {
    thread.run(manager::close);
  }
}
