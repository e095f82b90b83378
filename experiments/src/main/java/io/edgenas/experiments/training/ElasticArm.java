package io.edgenas.experiments.training;

import io.edgenas.data.batch.Batch;
import io.edgenas.network.Arch;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.OptimizerSpec;
import io.edgenas.supernet.train.Sgd;
import io.edgenas.supernet.train.Targets;
import io.edgenas.supernet.train.TrainingStep;
import java.util.List;
import java.util.Optional;

/** Subnets of one supernet, by the very steps that {@code edgenas train} makes. */
final class ElasticArm implements TrainingArm {
  /** As in the policy of {@code mobile-28}. */
  private static final OptimizerSpec OPTIMIZER = new OptimizerSpec(0.9, true, 3e-5, 5);

  private static final double SMOOTHING = 0.1;
  private static final double LEARNING_RATE = 0.01;
  private static final TrainingStep.Distillation NONE =
      new TrainingStep.Distillation(0, 1, Optional.empty());

  private final TrainingData data;
  private final ElasticSupernet supernet;
  private final Sgd optimizer;
  private final TrainingStep step;

  ElasticArm(TensorThread thread, MbConvSpace space, TrainingData data) {
    this.data = data;
    this.supernet = ElasticSupernet.create(thread, space, data.task(), 1);
    this.optimizer = new Sgd(thread, supernet.parameters(), OPTIMIZER);
    this.step =
        new TrainingStep(supernet, optimizer, Targets.unweighted(SMOOTHING, data.task().classes()));
  }

  @Override
  public double seconds(Arch arch, int steps) {
    Batch batch = data.batch(arch.resolution());
    long start = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      double loss = step.run(batch, List.of(arch), NONE, LEARNING_RATE);
      if (!Double.isFinite(loss)) {
        throw new IllegalStateException("the loss of " + arch + " is " + loss);
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    optimizer.close();
    supernet.close();
  }
}
