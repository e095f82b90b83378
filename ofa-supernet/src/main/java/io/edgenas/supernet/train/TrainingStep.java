package io.edgenas.supernet.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.edgenas.data.batch.Batch;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.engine.EngineArrays;
import java.util.List;
import java.util.Optional;

/**
 * One step: the gradients of several subnets on one batch, added up, then one move of the weights.
 *
 * <p>The loss of a subnet is the cross-entropy against the smoothed labels plus, weighted, the one
 * against a teacher's probabilities (Cai et al., Once-for-All, section 3.3). The teacher normalises
 * by the batch, as in once-for-all. The sandwich rule's teacher is its own first subnet, of this
 * step; that one learns from the labels alone, the others from it alone where the labels' weight is
 * 0 (Yu and Huang, Universally Slimmable Networks, section 3.3).
 */
public final class TrainingStep {
  private final ElasticSupernet supernet;
  private final Sgd optimizer;
  private final Targets targets;

  /**
   * @param optimizer of the supernet's parameters
   * @param targets what the labels become
   */
  public TrainingStep(ElasticSupernet supernet, Sgd optimizer, Targets targets) {
    this.supernet = supernet;
    this.optimizer = optimizer;
    this.targets = targets;
  }

  /**
   * What subnets learn from beside the labels.
   *
   * @param ratio weight of its loss; 0 for none
   * @param labelWeight weight of the labels' loss for subnets that learn from a teacher too
   * @param teacher a frozen full network; empty where the first subnet of the step teaches
   */
  public record Distillation(double ratio, double labelWeight, Optional<ElasticSupernet> teacher) {}

  /**
   * Makes a step on the tensor thread. The batch must stay open until this returns.
   *
   * @return the mean loss of the subnets before the step; not finite where training has diverged,
   *     the weights are then unchanged
   */
  public double run(
      Batch batch, List<Arch> subnets, Distillation distillation, double learningRate) {
    supernet.thread().requireCurrent();
    try (NDManager scope = supernet.thread().manager().newSubManager()) {
      int[] labels = batch.labels();
      NDArray images = EngineArrays.images(batch, scope);
      NDArray target =
          scope.create(
              targets.negativeMean(labels), new Shape(batch.size(), supernet.task().classes()));
      NDArray factors =
          scope.create(
              targets.teacherFactors(labels, distillation.ratio()), new Shape(batch.size(), 1));
      if (distillation.ratio() > 0 && distillation.teacher().isPresent()) {
        teach(
            target,
            distillation.labelWeight(),
            teacherScores(distillation.teacher().get(), images),
            factors);
      }
      optimizer.zeroGradients();
      double loss = accumulate(images, target, factors, subnets, distillation);
      if (!Double.isFinite(loss)) {
        return loss;
      }
      double norm = optimizer.step(learningRate);
      return Double.isFinite(norm) ? loss : norm;
    }
  }

  private static NDArray teacherScores(ElasticSupernet teacher, NDArray images) {
    int resolution = (int) images.getShape().get(2);
    Network largest = teacher.lower(teacher.space().largest().withResolution(resolution));
    return teacher.trainingForward(images, largest);
  }

  /** Adds a teacher's probabilities to the negative mean target, both weighted. */
  private static void teach(NDArray target, double labelWeight, NDArray scores, NDArray factors) {
    try (NDArray detached = scores.stopGradient();
        NDArray probabilities = detached.softmax(1)) {
      target.muli((float) labelWeight).addi(probabilities.muli(factors));
    }
  }

  /**
   * Adds up the gradients of all subnets. Their losses are fetched together after the last: a GPU
   * is waited for one time.
   */
  private double accumulate(
      NDArray images,
      NDArray target,
      NDArray factors,
      List<Arch> subnets,
      Distillation distillation) {
    NDList losses = new NDList();
    try (losses) {
      try (GradientCollector collector = supernet.thread().engine().newGradientCollector()) {
        for (int i = 0; i < subnets.size(); i++) {
          try (NDArray scores = supernet.trainingForward(images, supernet.lower(subnets.get(i)));
              NDArray logProbabilities = scores.logSoftmax(1);
              NDArray product = logProbabilities.mul(target)) {
            NDArray loss = product.sum();
            losses.add(loss);
            collector.backward(loss);
            if (i == 0 && distillation.ratio() > 0 && distillation.teacher().isEmpty()) {
              teach(target, distillation.labelWeight(), scores, factors);
            }
          }
        }
      }
      try (NDArray all = NDArrays.stack(losses)) {
        double sum = 0;
        for (float loss : all.toFloatArray()) {
          sum += loss;
        }
        return sum / subnets.size();
      }
    }
  }
}
