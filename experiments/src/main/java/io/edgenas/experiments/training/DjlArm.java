package io.edgenas.experiments.training;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.edgenas.data.batch.Batch;
import io.edgenas.network.Arch;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.engine.EngineArrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Plain networks of DJL's blocks with DJL's trainer, loss and optimiser (SGD with momentum and
 * weight decay; it has neither Nesterov's momentum nor clipping by norm, so it does less).
 */
final class DjlArm implements TrainingArm {
  private static final float LEARNING_RATE = 0.01f;

  private final MbConvSpace space;
  private final TrainingData data;
  private final boolean channelsLast;
  private final Map<Arch, Trainer> trainers = new HashMap<>();

  /**
   * @param channelsLast whether images lie in memory as {@code [n, h, w, c]}, which every layer
   *     then keeps; else as {@code [n, c, h, w]}, as DJL's data sets and examples have them
   */
  DjlArm(MbConvSpace space, TrainingData data, boolean channelsLast) {
    this.space = space;
    this.data = data;
    this.channelsLast = channelsLast;
  }

  @Override
  public double seconds(Arch arch, int steps) {
    Trainer trainer = trainers.computeIfAbsent(arch, this::trainer);
    Batch batch = data.batch(arch.resolution());
    long start = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      step(trainer, batch);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private Trainer trainer(Arch arch) {
    Model model = Model.newInstance(arch.toString());
    model.setBlock(DjlNetwork.of(space.lower(data.task(), arch)));
    Optimizer optimizer =
        Optimizer.sgd()
            .setLearningRateTracker(Tracker.fixed(LEARNING_RATE))
            .optMomentum(0.9f)
            .optWeightDecays(3e-5f)
            .build();
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(optimizer));
    trainer.initialize(new Shape(1, data.task().channels(), arch.resolution(), arch.resolution()));
    return trainer;
  }

  private void step(Trainer trainer, Batch batch) {
    try (NDManager scope = trainer.getManager().newSubManager()) {
      NDArray images = images(batch, scope);
      NDList labels = new NDList(scope.create(batch.labels()));
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray loss =
            trainer.getLoss().evaluate(labels, trainer.forward(new NDList(images), labels));
        collector.backward(loss);
        if (!Float.isFinite(loss.getFloat())) {
          throw new IllegalStateException("the loss is " + loss.getFloat());
        }
      }
      trainer.step();
    }
  }

  private NDArray images(Batch batch, NDManager scope) {
    if (channelsLast) {
      return EngineArrays.images(batch, scope);
    }
    if (batch.channels() != 1) {
      throw new IllegalArgumentException("only grey images lie in memory alike both ways");
    }
    int side = batch.resolution();
    Shape shape = new Shape(batch.size(), 1, side, side);
    return scope.create(batch.bytesNhwc(), shape, DataType.FLOAT32);
  }

  @Override
  public void close() {
    trainers
        .values()
        .forEach(
            trainer -> {
              Model model = trainer.getModel();
              trainer.close();
              model.close();
            });
  }
}
