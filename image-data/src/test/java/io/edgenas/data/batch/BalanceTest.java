package io.edgenas.data.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.data.Dataset;
import io.edgenas.data.MemoryDataset;
import io.edgenas.images.Fit;
import io.edgenas.images.Image;
import io.edgenas.images.InputContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BalanceTest {
  private static final InputContract CONTRACT =
      InputContract.of(1, 8, Fit.CROP, List.of(0.0), List.of(1.0));

  /** Classes of 40, 7, 0 and 2 images, mixed; image i is uniformly grey i. */
  private static final int[] COUNTS = {40, 7, 0, 2};

  private static final Dataset DATA = data();

  private static Dataset data() {
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < COUNTS.length; label++) {
      for (int i = 0; i < COUNTS[label]; i++) {
        labels.add((i * 5) % (labels.size() + 1), label);
      }
    }
    List<Image> images =
        IntStream.range(0, labels.size())
            .mapToObj(
                i -> {
                  byte[] samples = new byte[64];
                  Arrays.fill(samples, (byte) i);
                  return Image.of(8, 8, 1, samples);
                })
            .toList();
    return new MemoryDataset(images, labels);
  }

  private static BatchSource source(Balance balance, int batchSize, long seed) {
    return new BatchSource(DATA, CONTRACT, Augmentation.NONE, balance, batchSize, seed);
  }

  /** Numbers of the images of a step. */
  private static int[] images(BatchSource source, int phase, long step) {
    try (Batch batch = source.batch(phase, step, 8)) {
      int[] images = new int[batch.size()];
      for (int i = 0; i < images.length; i++) {
        images[i] = Math.round(batch.imagesNhwc().get(i * 64) * 255);
      }
      return images;
    }
  }

  private static int[] timesRead(Balance balance, int phase, int epochs) {
    BatchSource source = source(balance, DATA.size(), 3);
    int[] times = new int[DATA.size()];
    for (long epoch = 0; epoch < epochs; epoch++) {
      for (int image : images(source, phase, epoch)) {
        times[image]++;
      }
    }
    return times;
  }

  private static int[] perClass(int[] times) {
    int[] sums = new int[COUNTS.length];
    for (int i = 0; i < times.length; i++) {
      sums[DATA.label(i)] += times[i];
    }
    return sums;
  }

  @Test
  void theSamplerReadsEveryClassEquallyOftenInEveryEpoch() {
    // 49 images an epoch, three classes with images: 16 or 17 of each.
    for (int count : perClass(timesRead(Balance.SAMPLER, 0, 1))) {
      assertTrue(count == 0 || count == 16 || count == 17, "" + count);
    }
    assertArrayEquals(new int[] {49, 49, 0, 49}, perClass(timesRead(Balance.SAMPLER, 1, 3)));
    assertArrayEquals(new int[] {120, 21, 0, 6}, perClass(timesRead(Balance.NONE, 1, 3)));
    assertArrayEquals(new int[] {120, 21, 0, 6}, perClass(timesRead(Balance.LOSS, 1, 3)));
  }

  @Test
  void theSamplerReadsAllImagesOfAClassEquallyOften() {
    int[] times = timesRead(Balance.SAMPLER, 0, 5);
    for (int label : new int[] {0, 1, 3}) {
      int[] ofClass =
          IntStream.range(0, times.length)
              .filter(i -> DATA.label(i) == label)
              .map(i -> times[i])
              .toArray();
      int least = Arrays.stream(ofClass).min().orElseThrow();
      int most = Arrays.stream(ofClass).max().orElseThrow();
      assertTrue(most - least <= 1, label + ": " + Arrays.toString(ofClass));
      assertTrue(least > 0, label + ": " + Arrays.toString(ofClass));
    }
  }

  @Test
  void whatTheSamplerReadsIsAFunctionOfSeedPhaseAndStep() {
    BatchSource forwards = source(Balance.SAMPLER, 8, 3);
    List<int[]> batches = IntStream.range(0, 40).mapToObj(i -> images(forwards, 1, i)).toList();
    BatchSource resumed = source(Balance.SAMPLER, 8, 3);
    for (int step = 39; step >= 0; step -= 3) {
      assertArrayEquals(batches.get(step), images(resumed, 1, step), "step " + step);
    }
    assertFalse(Arrays.equals(batches.get(0), images(forwards, 0, 0)), "phase");
    assertFalse(Arrays.equals(batches.get(0), images(source(Balance.SAMPLER, 8, 4), 1, 0)), "seed");
  }

  @Test
  void weighsTheLossSoThatEveryClassCountsTheSame() {
    float[] weights = Balance.LOSS.lossWeights(COUNTS);
    for (int label : new int[] {0, 1, 3}) {
      assertEquals(49.0 / 3, weights[label] * COUNTS[label], 1e-4);
    }
    assertTrue(Float.isFinite(weights[2]));
    assertArrayEquals(new float[] {1, 1, 1, 1}, Balance.SAMPLER.lossWeights(COUNTS));
    assertArrayEquals(new float[] {1, 1, 1, 1}, Balance.NONE.lossWeights(COUNTS));
  }

  @Test
  void suitsTheSamplerToClassesThatDifferByMoreThanThreeTimes() {
    assertEquals(Balance.SAMPLER, Balance.suited(new int[] {31, 10, 20}));
    assertEquals(Balance.NONE, Balance.suited(new int[] {30, 10, 20}));
    assertEquals(Balance.NONE, Balance.suited(new int[] {30, 0, 20}));
    assertEquals(Balance.NONE, Balance.suited(new int[] {0, 0}));
  }
}
