package io.edgenas.supernet.elastic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.MbConvFamily;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.store.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChannelSortingTest {
  private static final int BATCH = 8;

  private static TensorThread thread;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
  }

  @AfterAll
  static void stop() {
    thread.close();
  }

  /** A part of the tiny space. */
  private static MbConvSpace part(String stages) {
    return new MbConvFamily()
        .read(
            Document.parse(
                ("{schema: 1, name: part, stem: {width: 8, kernel: 3, stride: 2, activation: hswish},"
                    + " first_block: {width: 8, kernel: 3, activation: relu}, stages: ["
                    + stages
                    + "], head: {expand_width: 48, mix_width: 64, activation: hswish},"
                    + " resolutions: [12, 16, 20]}"),
                "part.yaml"));
  }

  private static final String SECOND_STAGE =
      "{widths: [24], depths: [2], kernels: [7], expands: [%s], stride: 2, activation: hswish,"
          + " squeeze_excite: true}";

  private static final MbConvSpace LARGEST_ONLY =
      part(
          "{widths: [16], depths: [2], kernels: [5], expands: [3], stride: 1, activation: relu,"
              + " squeeze_excite: false}, "
              + SECOND_STAGE.formatted("4"));

  private static final MbConvSpace EXPANDS_OPEN =
      part(
          "{widths: [16], depths: [2], kernels: [5], expands: [2, 3], stride: 1, activation:"
              + " relu, squeeze_excite: false}, "
              + SECOND_STAGE.formatted("2, 4"));

  private static float[] logits(
      MbConvSpace space, Task task, Map<String, Tensor> weights, Arch arch) {
    try (ElasticSupernet supernet = ElasticSupernet.of(thread, space, task, weights)) {
      Network network = supernet.lower(arch);
      int size = network.input().height();
      float[] images = Tensors.images(BATCH, task.channels(), size, 3);
      return thread.call(
          () -> {
            try (var scope = thread.manager().newSubManager()) {
              return supernet
                  .trainingForward(
                      Tensors.array(scope, images, BATCH, task.channels(), size), network)
                  .toFloatArray();
            }
          });
    }
  }

  @Test
  void theLargestSubnetComputesTheSameAfterSorting() {
    Map<String, Tensor> weights = Tensors.noisyWeights(2);
    Map<String, Tensor> sorted =
        ChannelSorting.sort(TinySpace.SPACE, TinySpace.TASK, List.of(LARGEST_ONLY), weights);
    assertNotEquals(weights, sorted);
    Arch largest = TinySpace.SPACE.largest();
    assertArrayEquals(
        logits(TinySpace.SPACE, TinySpace.TASK, weights, largest),
        logits(TinySpace.SPACE, TinySpace.TASK, sorted, largest),
        1e-5f);
  }

  @Test
  void channelsTiedToTheStemByShortcutsAreSortedTogether() {
    MbConvSpace space =
        new MbConvFamily()
            .read(
                Document.parse(
                    "{schema: 1, name: tied, stem: {width: 16, kernel: 3, stride: 2, activation:"
                        + " relu}, first_block: {width: 16, kernel: 3, activation: relu}, stages: ["
                        + "{widths: [8, 16], depths: [2], kernels: [3], expands: [2], stride: 1,"
                        + " activation: relu, squeeze_excite: false},"
                        + "{widths: [16], depths: [1], kernels: [3], expands: [2], stride: 1,"
                        + " activation: relu, squeeze_excite: true}],"
                        + " head: {expand_width: 16, activation: relu}, resolutions: [12]}",
                    "tied.yaml"));
    Task task = Task.of(space, 3, 3);
    Map<String, Tensor> weights;
    try (ElasticSupernet supernet = ElasticSupernet.create(thread, space, task, 1)) {
      weights = supernet.weights();
    }
    Map<String, Tensor> sorted = ChannelSorting.sort(space, task, List.of(space), weights);
    assertNotEquals(weights.get("stem.weight"), sorted.get("stem.weight"));
    assertArrayEquals(
        logits(space, task, weights, space.largest()),
        logits(space, task, sorted, space.largest()),
        1e-5f);
  }

  @Test
  void middleChannelsFallInImportance() {
    Map<String, Tensor> sorted =
        ChannelSorting.sort(
            TinySpace.SPACE, TinySpace.TASK, List.of(LARGEST_ONLY), Tensors.noisyWeights(2));
    assertFalling(inputNorms(sorted.get("stage2.block2.project.weight")), 0, 96);
    assertFalling(inputNorms(sorted.get("stage2.block2.se.expand.weight")), 0, 24);
  }

  @Test
  void stageOutputsFallInTheImportanceOfAllTheirReaders() {
    Map<String, Tensor> sorted =
        ChannelSorting.sort(
            TinySpace.SPACE, TinySpace.TASK, List.of(LARGEST_ONLY), Tensors.noisyWeights(2));
    double[] norms = inputNorms(sorted.get("head.expand.weight"));
    double[] ofBlock = inputNorms(sorted.get("stage2.block2.expand.weight"));
    for (int i = 0; i < norms.length; i++) {
      norms[i] += ofBlock[i];
    }
    assertFalling(norms, 0, 24);
  }

  @Test
  void prefixesThatWereTrainedKeepTheirChannels() {
    Map<String, Tensor> weights = Tensors.noisyWeights(2);
    Map<String, Tensor> sorted =
        ChannelSorting.sort(
            TinySpace.SPACE, TinySpace.TASK, List.of(LARGEST_ONLY, EXPANDS_OPEN), weights);
    double[] norms = inputNorms(sorted.get("stage2.block2.project.weight"));
    assertFalling(norms, 0, 48);
    assertFalling(norms, 48, 96);
    assertTrue(norms[48] > norms[47], "the second part begins anew");
    Arch narrow = ArchSpec.parse("r16/w16:k5e2-k5e3/w24:k7e2-k7e2");
    assertArrayEquals(
        logits(TinySpace.SPACE, TinySpace.TASK, weights, narrow),
        logits(TinySpace.SPACE, TinySpace.TASK, sorted, narrow),
        1e-5f);
  }

  private static double[] inputNorms(Tensor tensor) {
    int channels = tensor.shape().get(1);
    double[] norms = new double[channels];
    float[] values = tensor.values();
    for (int i = 0; i < values.length; i++) {
      norms[i % channels] += Math.abs(values[i]);
    }
    return norms;
  }

  private static void assertFalling(double[] values, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      assertTrue(values[i] <= values[i - 1], "position " + i);
    }
  }

  @Test
  void sortsWithinThePartsBetweenEnds() {
    assertArrayEquals(
        new int[] {1, 0, 3, 4, 2},
        ChannelOrder.sorted(new double[] {1, 5, 2, 9, 3}, new TreeSet<>(List.of(2, 5))));
  }

  @Test
  void permutesOneAxis() {
    Tensor tensor = new Tensor(List.of(2, 3), new float[] {1, 2, 3, 4, 5, 6});
    assertEquals(
        new Tensor(List.of(2, 3), new float[] {3, 1, 2, 6, 4, 5}),
        ChannelOrder.permuted(tensor, 1, new int[] {2, 0, 1}));
    assertEquals(
        new Tensor(List.of(2, 3), new float[] {4, 5, 6, 1, 2, 3}),
        ChannelOrder.permuted(tensor, 0, new int[] {1, 0}));
  }
}
