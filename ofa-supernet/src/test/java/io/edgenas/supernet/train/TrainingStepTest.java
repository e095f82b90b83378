package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDManager;
import io.edgenas.data.batch.Batch;
import io.edgenas.data.batch.SequentialBatches;
import io.edgenas.network.Arch;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.elastic.Tensors;
import io.edgenas.supernet.elastic.TinyData;
import io.edgenas.supernet.engine.EngineArrays;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.OptimizerSpec;
import io.edgenas.supernet.store.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingStepTest {
  private static final int SIZE = 16;
  private static final double SMOOTHING = 0.1;
  private static final Arch LARGEST = TinySpace.SPACE.largest().withResolution(SIZE);
  private static final Arch SMALLEST = TinySpace.SPACE.smallest().withResolution(SIZE);
  private static final TrainingStep.Distillation NONE =
      new TrainingStep.Distillation(0, 1, Optional.empty());
  private static final SequentialBatches BATCHES =
      new SequentialBatches(TinyData.splits(16).train(), TinyData.CONTRACT, 16);

  private static final float[] EQUAL = {1, 1, 1, 1};

  private static TensorThread thread;
  private ElasticSupernet supernet;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
  }

  @AfterAll
  static void stop() {
    thread.close();
  }

  @BeforeEach
  void create() {
    supernet = ElasticSupernet.of(thread, TinySpace.SPACE, TinySpace.TASK, Tensors.noisyWeights(6));
  }

  @AfterEach
  void close() {
    supernet.close();
  }

  private double step(List<Arch> subnets, TrainingStep.Distillation distillation, double rate) {
    return step(subnets, distillation, rate, EQUAL);
  }

  private double step(
      List<Arch> subnets, TrainingStep.Distillation distillation, double rate, float[] weights) {
    return thread.call(
        () -> {
          OptimizerSpec spec = new OptimizerSpec(0, false, 0, 0);
          try (Sgd sgd = new Sgd(thread, supernet.parameters(), spec);
              Batch batch = BATCHES.batch(0, SIZE)) {
            return new TrainingStep(supernet, sgd, new Targets(SMOOTHING, weights))
                .run(batch, subnets, distillation, rate);
          }
        });
  }

  private static double[][] probabilities(ElasticSupernet net, Arch arch) {
    float[] scores =
        thread.call(
            () -> {
              try (NDManager scope = thread.manager().newSubManager();
                  Batch batch = BATCHES.batch(0, SIZE)) {
                return net.trainingForward(EngineArrays.images(batch, scope), net.lower(arch))
                    .toFloatArray();
              }
            });
    double[][] probabilities = new double[16][4];
    for (int i = 0; i < 16; i++) {
      double sum = 0;
      for (int j = 0; j < 4; j++) {
        sum += Math.exp(scores[i * 4 + j]);
      }
      for (int j = 0; j < 4; j++) {
        probabilities[i][j] = Math.exp(scores[i * 4 + j]) / sum;
      }
    }
    return probabilities;
  }

  /** Mean cross-entropy against smoothed labels, plus the weighted one against a teacher. */
  private static double loss(double[][] probabilities, double ratio, double[][] teacher) {
    return loss(probabilities, ratio, teacher, EQUAL);
  }

  private static double loss(
      double[][] probabilities, double ratio, double[][] teacher, float[] weights) {
    double sum = 0;
    for (int i = 0; i < 16; i++) {
      for (int j = 0; j < 4; j++) {
        double target = (j == i % 4 ? 1 - SMOOTHING : 0) + SMOOTHING / 4;
        sum -= weights[i % 4] * (target + ratio * teacher[i][j]) * Math.log(probabilities[i][j]);
      }
    }
    return sum / 16;
  }

  @Test
  void theLossIsTheMeanOverSubnetsOfTheSmoothedCrossEntropy() {
    double[][] large = probabilities(supernet, LARGEST);
    double[][] small = probabilities(supernet, SMALLEST);
    double expected = (loss(large, 0, large) + loss(small, 0, small)) / 2;
    assertEquals(expected, step(List.of(LARGEST, SMALLEST), NONE, 0), 1e-5);
  }

  @Test
  void aTeacherAddsTheCrossEntropyAgainstItsProbabilities() {
    try (ElasticSupernet teacher =
        ElasticSupernet.of(thread, TinySpace.SPACE, TinySpace.TASK, Tensors.noisyWeights(7))) {
      Map<String, Tensor> before = teacher.weights();
      double expected =
          loss(probabilities(supernet, SMALLEST), 0.5, probabilities(teacher, LARGEST));
      TrainingStep.Distillation distillation =
          new TrainingStep.Distillation(0.5, 1, Optional.of(teacher));
      assertEquals(expected, step(List.of(SMALLEST), distillation, 0.1), 1e-5);
      assertEquals(before, teacher.weights());
    }
  }

  @Test
  void withoutATeacherTheFirstSubnetTeachesTheOthers() {
    double[][] large = probabilities(supernet, LARGEST);
    double[][] small = probabilities(supernet, SMALLEST);
    double expected = (loss(large, 0, large) + loss(small, 2, large)) / 2;
    TrainingStep.Distillation own = new TrainingStep.Distillation(2, 1, Optional.empty());
    assertEquals(expected, step(List.of(LARGEST, SMALLEST), own, 0), 1e-5);
  }

  @Test
  void subnetsMayLearnFromTheFirstAlone() {
    double[][] large = probabilities(supernet, LARGEST);
    double[][] small = probabilities(supernet, SMALLEST);
    double fromLabels = loss(small, 0, large);
    double fromTeacher = loss(small, 1, large) - fromLabels;
    double expected = (loss(large, 0, large) + 0.25 * fromLabels + fromTeacher) / 2;
    TrainingStep.Distillation own = new TrainingStep.Distillation(1, 0.25, Optional.empty());
    assertEquals(expected, step(List.of(LARGEST, SMALLEST), own, 0), 1e-5);
    TrainingStep.Distillation alone = new TrainingStep.Distillation(1, 0, Optional.empty());
    assertEquals(
        (loss(large, 0, large) + fromTeacher) / 2,
        step(List.of(LARGEST, SMALLEST), alone, 0),
        1e-5);
  }

  /** Both losses of an image are weighted, as if it had come up that often. */
  @Test
  void classWeightsScaleTheLossesOfTheirImages() {
    float[] weights = {3, 0.5f, 0.25f, 0.25f};
    double[][] large = probabilities(supernet, LARGEST);
    double[][] small = probabilities(supernet, SMALLEST);
    double expected = (loss(large, 0, large, weights) + loss(small, 2, large, weights)) / 2;
    TrainingStep.Distillation own = new TrainingStep.Distillation(2, 1, Optional.empty());
    assertEquals(expected, step(List.of(LARGEST, SMALLEST), own, 0, weights), 1e-5);
  }

  @Test
  void gradientsOfTheSubnetsAddUp() {
    Map<String, Tensor> start = supernet.weights();
    step(List.of(LARGEST), NONE, 1);
    float[] byLarge = change(start);
    supernet.setWeights(start);
    step(List.of(SMALLEST), NONE, 1);
    float[] bySmall = change(start);
    supernet.setWeights(start);
    step(List.of(LARGEST, SMALLEST), NONE, 1);
    float[] sum = new float[byLarge.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = byLarge[i] + bySmall[i];
    }
    assertArrayEquals(sum, change(start), 1e-5f);
  }

  private float[] change(Map<String, Tensor> start) {
    float[] change = supernet.weights().get("stem.weight").values();
    float[] old = start.get("stem.weight").values();
    for (int i = 0; i < change.length; i++) {
      change[i] -= old[i];
    }
    assertNotEquals(0, change[0]);
    return change;
  }

  @Test
  void aLossThatIsNoNumberMovesNothing() {
    thread.run(
        () -> supernet.parameters().set("head.classifier.bias", new float[] {0, Float.NaN, 0, 0}));
    Map<String, Tensor> before = supernet.weights();
    assertEquals(Double.NaN, step(List.of(LARGEST), NONE, 1));
    assertEquals(before, supernet.weights());
  }
}
