package io.edgenas.supernet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.edgenas.fixtures.TinySpace;
import io.edgenas.input.BadInputException;
import io.edgenas.network.Layer;
import io.edgenas.network.MbConvOp;
import io.edgenas.network.Network;
import io.edgenas.network.WeightSpec;
import io.edgenas.space.ArchSpec;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.store.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ElasticSupernetTest {
  private static final int BATCH = 6;

  private static TensorThread thread;
  private static ElasticSupernet supernet;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
    supernet = ElasticSupernet.of(thread, TinySpace.SPACE, TinySpace.TASK, Tensors.noisyWeights(1));
  }

  @AfterAll
  static void stop() {
    supernet.close();
    thread.close();
  }

  private static List<ArchSpec> archs() {
    List<ArchSpec> archs = new ArrayList<>(TinySpace.randomArchs(20, 5));
    archs.add(TinySpace.SPACE.smallest());
    archs.add(TinySpace.SPACE.largest());
    return archs;
  }

  private static float[] images(Network network) {
    return Tensors.images(BATCH, 1, network.input().height(), 7);
  }

  private static BatchNormStatistics recalibrate(Network network) {
    RecordingNorm norm = new RecordingNorm();
    thread.run(
        () -> {
          try (NDManager scope = thread.manager().newSubManager()) {
            supernet.forward(nhwcView(scope, network), network, norm);
          }
        });
    return norm.statistics(network.arch());
  }

  @Test
  void everySubnetEqualsThePlainNetworkOfItsWeights() {
    for (ArchSpec arch : archs()) {
      Network network = TinySpace.lower(arch);
      BatchNormStatistics statistics = recalibrate(network);
      SubnetWeights weights = SubnetWeights.of(supernet, network, statistics);
      float[] elastic = supernet.logits(images(network), BATCH, network, statistics);
      float[] plain =
          thread.call(
              () -> {
                try (NDManager scope = thread.manager().newSubManager()) {
                  NDArray images =
                      Tensors.array(scope, images(network), BATCH, 1, network.input().height());
                  return new StaticNetwork(weights, scope).run(images, network).toFloatArray();
                }
              });
      assertEquals(BATCH * 4, elastic.length);
      assertArrayEquals(plain, elastic, 1e-5f * largest(plain), arch.toString());
      assertTrue(largest(plain) > 0.01, "scores must not vanish");
    }
  }

  private static float largest(float[] values) {
    float largest = 1;
    for (float value : values) {
      assertTrue(Float.isFinite(value));
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void evaluationOnTheRecalibrationBatchEqualsTrainingOnIt() {
    Network network = TinySpace.lower(TinySpace.SPACE.largest());
    float[] evaluated = supernet.logits(images(network), BATCH, network, recalibrate(network));
    float[] trained =
        thread.call(
            () -> {
              try (NDManager scope = thread.manager().newSubManager()) {
                return supernet.trainingForward(nhwcView(scope, network), network).toFloatArray();
              }
            });
    assertArrayEquals(trained, evaluated, 1e-4f);
  }

  /** The same images in memory of {@code [n, height, width, channels]} (one channel). */
  private static NDArray nhwcView(NDManager scope, Network network) {
    int size = network.input().height();
    return Tensors.array(scope, images(network), BATCH, 1, size)
        .reshape(BATCH, size, size, 1)
        .transpose(0, 3, 1, 2);
  }

  /** Gradients of the sum of squared scores under training's rules. */
  private static Map<String, float[]> gradients(Network network) {
    return thread.call(
        () -> {
          try (NDManager scope = thread.manager().newSubManager()) {
            NDArray images = nhwcView(scope, network);
            for (ParameterSpec spec : supernet.parameters().specs()) {
              NDArray gradient = supernet.parameters().array(spec.name()).getGradient();
              gradient.subi(gradient);
              gradient.close();
            }
            try (GradientCollector collector = thread.engine().newGradientCollector()) {
              collector.backward(supernet.trainingForward(images, network).square().sum());
            }
            Map<String, float[]> gradients = new HashMap<>();
            for (ParameterSpec spec : supernet.parameters().specs()) {
              try (NDArray gradient = supernet.parameters().array(spec.name()).getGradient()) {
                gradients.put(spec.name(), gradient.toFloatArray());
              }
            }
            return gradients;
          }
        });
  }

  @Test
  void gradientsReachExactlyTheActiveWindows() {
    for (ArchSpec arch : archs()) {
      Network network = TinySpace.lower(arch);
      Map<String, boolean[]> active = activeMasks(network);
      Map<String, float[]> gradients = gradients(network);
      Set<String> without = new TreeSet<>();
      for (ParameterSpec spec : supernet.parameters().specs()) {
        boolean[] mask = active.getOrDefault(spec.name(), new boolean[spec.size()]);
        float[] gradient = gradients.get(spec.name());
        double inside = 0;
        for (int i = 0; i < mask.length; i++) {
          if (mask[i]) {
            inside += Math.abs(gradient[i]);
          } else {
            assertEquals(0, gradient[i], arch + ": outside of the window of " + spec.name());
          }
        }
        if (active.containsKey(spec.name()) && inside == 0) {
          without.add(spec.name());
        }
      }
      assertEquals(Set.of(), without, arch + ": active, but without gradient");
    }
  }

  private static Map<String, boolean[]> activeMasks(Network network) {
    Map<String, int[]> full = new HashMap<>();
    supernet
        .parameters()
        .specs()
        .forEach(s -> full.put(s.name(), s.shape().stream().mapToInt(i -> i).toArray()));
    Map<String, boolean[]> masks = new HashMap<>();
    for (Layer layer : network.layers()) {
      for (WeightSpec weight : layer.operation().weights()) {
        String name = ParameterSpec.name(layer, weight);
        if (weight.role().trainable()) {
          int[] used = weight.shape().stream().mapToInt(i -> i).toArray();
          masks.put(name, mask(full.get(name), used));
        }
      }
      if (layer.operation() instanceof MbConvOp block && layer.name().startsWith("stage")) {
        for (String name : full.keySet()) {
          if (name.startsWith(layer.name() + ".depthwise.transform")) {
            int from = Integer.parseInt(name.replaceAll(".*transform(\\d)to.*", "$1"));
            if (from > block.kernel()) {
              int[] shape = full.get(name);
              masks.put(name, mask(shape, shape));
            }
          }
        }
      }
    }
    return masks;
  }

  /** First values of each dimension; centred where kernels are smaller than the largest. */
  private static boolean[] mask(int[] full, int[] used) {
    int size = 1;
    for (int length : full) {
      size *= length;
    }
    boolean[] mask = new boolean[size];
    for (int i = 0; i < size; i++) {
      int rest = i;
      boolean inside = true;
      for (int d = full.length - 1; d >= 0; d--) {
        int position = rest % full[d];
        rest /= full[d];
        int begin = d >= 2 ? (centreOfNextSmaller(full[d], used[d])) : 0;
        int end = d >= 2 ? full[d] - begin : used[d];
        inside &= position >= begin && position < end;
      }
      mask[i] = inside;
    }
    return mask;
  }

  /** A smaller kernel is made from the centre of the second largest's size. */
  private static int centreOfNextSmaller(int full, int used) {
    return used < full ? 1 : 0;
  }

  @Test
  void gradientsEqualFiniteDifferences() {
    Network network = TinySpace.lower(TinySpace.SPACE.smallest().withResolution(16));
    Map<String, float[]> gradients = gradients(network);
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
                supernet.trainingForward(nhwcView(scope, network), network).toFloatArray()) {
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
