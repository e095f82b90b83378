package io.edgenas.supernet.elastic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.norm.BatchNormStatistics;
import io.edgenas.supernet.store.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ElasticSupernetTest {
  private static final int BATCH = 6;

  private static TensorThread thread;
  private static ElasticSupernet supernet;
  private static ElasticChecks checks;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
    supernet = ElasticSupernet.of(thread, TinySpace.SPACE, TinySpace.TASK, Tensors.noisyWeights(1));
    checks = new ElasticChecks(supernet, BATCH);
  }

  @AfterAll
  static void stop() {
    supernet.close();
    thread.close();
  }

  private static List<Arch> archs() {
    List<Arch> archs = new ArrayList<>(TinySpace.randomArchs(20, 5));
    archs.add(TinySpace.SPACE.smallest());
    archs.add(TinySpace.SPACE.largest());
    return archs;
  }

  private static float[] images(Network network) {
    return checks.images(network);
  }

  private static BatchNormStatistics recalibrate(Network network) {
    return checks.recalibrate(network);
  }

  @Test
  void everySubnetEqualsThePlainNetworkOfItsWeights() {
    for (Arch arch : archs()) {
      Network network = TinySpace.lower(arch);
      double difference = checks.difference(network);
      assertTrue(difference <= 1e-5, arch + ": " + difference + " of the largest score");
    }
  }

  @Test
  void evaluationOnTheRecalibrationBatchEqualsTrainingOnIt() {
    Network network = TinySpace.lower(TinySpace.SPACE.largest());
    float[] evaluated = supernet.logits(images(network), BATCH, network, recalibrate(network));
    float[] trained =
        thread.call(
            () -> {
              try (NDManager scope = thread.manager().newSubManager()) {
                return supernet
                    .trainingForward(checks.nhwcView(scope, network), network)
                    .toFloatArray();
              }
            });
    assertArrayEquals(trained, evaluated, 1e-4f);
  }

  @Test
  void gradientsReachExactlyTheActiveWindows() {
    for (Arch arch : archs()) {
      Network network = TinySpace.lower(arch);
      assertEquals(Set.of(), checks.gradientFaults(network), arch.toString());
    }
  }

  @Test
  void gradientsEqualFiniteDifferences() {
    Network network = TinySpace.lower(TinySpace.SPACE.smallest().withResolution(16));
    Map<String, float[]> gradients = checks.gradients(network);
    Map<String, Tensor> values = supernet.weights();
    for (String name :
        List.of(
            "stem.weight",
            "stage1.block1.project.bn.gamma",
            "stage2.block1.expand.weight",
            "stage2.block1.depthwise.transform5to3",
            "stage2.block1.se.reduce.weight",
            "head.mix.weight")) {
      float[] gradient = gradients.get(name);
      double norm = 0;
      for (float value : gradient) {
        norm += value * (double) value;
      }
      norm = Math.sqrt(norm);
      float[] start = values.get(name).values();
      float step = 5e-3f;
      double up = squaredScores(network, name, moved(start, gradient, step / norm));
      double down = squaredScores(network, name, moved(start, gradient, -step / norm));
      supernet.thread().run(() -> supernet.parameters().set(name, start));
      assertEquals(norm, (up - down) / (2 * step), 0.05 * norm, name);
    }
  }

  private static float[] moved(float[] values, float[] gradient, double factor) {
    float[] moved = values.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (factor * gradient[i]);
    }
    return moved;
  }

  private static double squaredScores(Network network, String name, float[] values) {
    return thread.call(
        () -> {
          supernet.parameters().set(name, values);
          try (NDManager scope = thread.manager().newSubManager()) {
            double sum = 0;
            for (float score :
                supernet.trainingForward(checks.nhwcView(scope, network), network).toFloatArray()) {
              sum += score * (double) score;
            }
            return sum;
          }
        });
  }

  @Test
  void twoSubnetsInTurnGiveWhatEachGivesAlone() {
    Network small = TinySpace.lower(TinySpace.SPACE.smallest());
    Network large = TinySpace.lower(TinySpace.SPACE.largest());
    BatchNormStatistics ofSmall = recalibrate(small);
    float[] before = supernet.logits(images(small), BATCH, small, ofSmall);
    supernet.logits(images(large), BATCH, large, recalibrate(large));
    assertArrayEquals(before, supernet.logits(images(small), BATCH, small, ofSmall));
  }

  @Test
  void refusesStatisticsOfAnotherSubnet() {
    Network small = TinySpace.lower(TinySpace.SPACE.smallest());
    Network large = TinySpace.lower(TinySpace.SPACE.largest());
    BatchNormStatistics ofLarge = recalibrate(large);
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> supernet.logits(images(small), BATCH, small, ofLarge))
            .getMessage()
            .contains("recalibrate"));
    assertThrows(IllegalArgumentException.class, () -> SubnetWeights.of(supernet, small, ofLarge));
  }

  @Test
  void refusesImagesOfAnotherResolution() {
    Network network = TinySpace.lower(TinySpace.SPACE.smallest());
    float[] images = Tensors.images(1, 1, 16, 1);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            thread.call(
                () -> {
                  try (NDManager scope = thread.manager().newSubManager()) {
                    return supernet.trainingForward(
                        Tensors.array(scope, images, 1, 1, 16), network);
                  }
                }));
  }

  @Test
  void refusesTensorWorkOnAnotherThread() {
    Network network = TinySpace.lower(TinySpace.SPACE.smallest());
    assertThrows(IllegalStateException.class, () -> supernet.trainingForward(null, network));
  }

  @Test
  void weightsAreAFunctionOfTheSeed() {
    try (ElasticSupernet a = ElasticSupernet.create(thread, TinySpace.SPACE, TinySpace.TASK, 3);
        ElasticSupernet b = ElasticSupernet.create(thread, TinySpace.SPACE, TinySpace.TASK, 3);
        ElasticSupernet c = ElasticSupernet.create(thread, TinySpace.SPACE, TinySpace.TASK, 4)) {
      assertEquals(a.weights(), b.weights());
      assertNotEquals(a.weights().get("stem.weight"), c.weights().get("stem.weight"));
    }
  }

  @Test
  void weightsComeOutAsTheyWentIn() {
    assertEquals(Tensors.noisyWeights(1), supernet.weights());
  }

  @Test
  void refusesWeightsThatAreMissingUnknownOfAnotherShapeOrNotFinite() {
    assertRefused(weights -> weights.remove("stem.weight"), "stem.weight");
    assertRefused(weights -> weights.put("stem.wait", bias(1)), "stem.wait");
    assertRefused(weights -> weights.put("stem.bn.beta", bias(1, 2)), "shape [2], not [8]");
    assertRefused(
        weights -> weights.put("head.classifier.bias", bias(1, 2, Float.NaN, 4)), "not finite");
  }

  private static Tensor bias(float... values) {
    return new Tensor(List.of(values.length), values);
  }

  private static void assertRefused(Consumer<Map<String, Tensor>> change, String part) {
    Map<String, Tensor> weights = Tensors.noisyWeights(1);
    change.accept(weights);
    String message =
        assertThrows(
                BadInputException.class,
                () -> ElasticSupernet.of(thread, TinySpace.SPACE, TinySpace.TASK, weights))
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
