package io.edgenas.supernet.elastic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import io.edgenas.network.Network;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.norm.BatchNormStatistics;
import io.edgenas.supernet.norm.RecordingNorm;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchNormStatisticsTest {
  private static final int SIZE = 12;

  private static TensorThread thread;
  private static ElasticSupernet supernet;
  private static Network network;

  @BeforeAll
  static void start() {
    thread = Tensors.start();
    supernet = ElasticSupernet.create(thread, TinySpace.SPACE, TinySpace.TASK, 1);
    network = TinySpace.lower(TinySpace.SPACE.largest().withResolution(SIZE));
  }

  @AfterAll
  static void stop() {
    supernet.close();
    thread.close();
  }

  private static BatchNormStatistics recalibrate(List<float[]> batches) {
    RecordingNorm norm = new RecordingNorm();
    thread.run(
        () -> {
          for (float[] images : batches) {
            try (NDManager scope = thread.manager().newSubManager()) {
              int n = images.length / (SIZE * SIZE);
              supernet.forward(Tensors.array(scope, images, n, 1, SIZE), network, norm);
            }
          }
        });
    return norm.statistics(network.arch());
  }

  @Test
  void averagesMeansAndBiasedVariancesOfBatchesByTheirImages() {
    float[] five = Tensors.images(5, 1, SIZE, 1);
    float[] two = Tensors.images(2, 1, SIZE, 2);
    BatchNormStatistics statistics = recalibrate(List.of(five, two));
    float[] kernels = supernet.weights().get("stem.weight").values();
    for (int channel = 0; channel < 8; channel++) {
      double[] a =
          meanAndBiasedVariance(five, Arrays.copyOfRange(kernels, channel * 9, channel * 9 + 9));
      double[] b =
          meanAndBiasedVariance(two, Arrays.copyOfRange(kernels, channel * 9, channel * 9 + 9));
      assertEquals((5 * a[0] + 2 * b[0]) / 7, statistics.mean("stem.bn")[channel], 1e-5);
      assertEquals((5 * a[1] + 2 * b[1]) / 7, statistics.variance("stem.bn")[channel], 1e-4);
    }
  }

  /** Of the stem's output: 3x3, stride 2, padding 1, one channel. */
  private static double[] meanAndBiasedVariance(float[] images, float[] kernel) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int n = 0; n < images.length / (SIZE * SIZE); n++) {
      for (int y = 0; y < SIZE; y += 2) {
        for (int x = 0; x < SIZE; x += 2) {
          double value = 0;
          for (int k = 0; k < 9; k++) {
            int row = y + k / 3 - 1;
            int column = x + k % 3 - 1;
            if (row >= 0 && row < SIZE && column >= 0 && column < SIZE) {
              value += kernel[k] * images[(n * SIZE + row) * SIZE + column];
            }
          }
          sum += value;
          squares += value * value;
          count++;
        }
      }
    }
    double mean = sum / count;
    return new double[] {mean, squares / count - mean * mean};
  }

  @Test
  void givesTheSameForTheSameImages() {
    List<float[]> batches = List.of(Tensors.images(5, 1, SIZE, 1));
    BatchNormStatistics once = recalibrate(batches);
    BatchNormStatistics again = recalibrate(batches);
    assertArrayEquals(once.mean("head.expand.bn"), again.mean("head.expand.bn"));
    assertArrayEquals(once.variance("head.expand.bn"), again.variance("head.expand.bn"));
  }

  @Test
  void cutStatisticsAreThePrefixOfThoseOfTheLargerNetwork() {
    BatchNormStatistics largest = recalibrate(List.of(Tensors.images(5, 1, SIZE, 1)));
    Network small = TinySpace.lower(TinySpace.SPACE.smallest());
    BatchNormStatistics cut = largest.cutTo(small);
    assertEquals(small.arch(), cut.arch());
    assertEquals(8, cut.mean("stage1.block1.project.bn").length);
    assertEquals(
        largest.mean("stage1.block1.project.bn")[7], cut.mean("stage1.block1.project.bn")[7]);
    assertThrows(IllegalArgumentException.class, () -> cut.mean("stage1.block2.project.bn"));
  }

  @Test
  void refusesToCutToALargerNetwork() {
    Network large = TinySpace.lower(TinySpace.SPACE.largest());
    BatchNormStatistics largest = recalibrate(List.of(Tensors.images(5, 1, SIZE, 1)));
    BatchNormStatistics cut = largest.cutTo(TinySpace.lower(TinySpace.SPACE.smallest()));
    assertThrows(IllegalArgumentException.class, () -> cut.cutTo(large));
  }
}
