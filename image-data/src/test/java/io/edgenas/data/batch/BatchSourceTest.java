package io.edgenas.data.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.Dataset;
import io.edgenas.data.MemoryDataset;
import io.edgenas.data.fixtures.SyntheticImages;
import io.edgenas.images.Fit;
import io.edgenas.images.Image;
import io.edgenas.images.InputContract;
import io.edgenas.images.Preprocessor;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BatchSourceTest {
  private static final InputContract CONTRACT =
      InputContract.of(1, 20, Fit.CROP, List.of(0.4), List.of(0.3));
  private static final Augmentation STRONG =
      new Augmentation(true, 0.2, new RandomCrop(0.5, 0.9, 1.5), new ColourJitter(0.4, 0.4, 0.4));

  /** Image i is uniformly grey i, so that a batch tells which images it holds. */
  private static Dataset numbered(int count) {
    return new MemoryDataset(
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  byte[] samples = new byte[64];
                  Arrays.fill(samples, (byte) i);
                  return Image.of(8, 8, 1, samples);
                })
            .toList(),
        IntStream.range(0, count).boxed().toList());
  }

  private static float[] floats(Batch batch) {
    FloatBuffer buffer = batch.imagesNhwc();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  @Test
  void readsEachImageOnceInEveryEpoch() {
    BatchSource source =
        new BatchSource(numbered(60), CONTRACT, Augmentation.NONE, Balance.NONE, 8, 1);
    int[] seen = new int[60];
    for (long step = 0; step < 15; step++) {
      try (Batch batch = source.batch(0, step, 8)) {
        assertEquals(8, batch.size());
        for (int label : batch.labels()) {
          seen[label]++;
        }
      }
    }
    assertTrue(Arrays.stream(seen).allMatch(count -> count == 2), Arrays.toString(seen));
  }

  @Test
  void ordersEachEpochPhaseAndSeedDifferently() {
    int[] first = labels(1, 0, 0);
    assertFalse(Arrays.equals(first, labels(1, 0, 1)), "epoch");
    assertFalse(Arrays.equals(first, labels(1, 1, 0)), "phase");
    assertFalse(Arrays.equals(first, labels(2, 0, 0)), "seed");
    assertArrayEquals(first, labels(1, 0, 0));
  }

  private static int[] labels(long seed, int phase, long step) {
    BatchSource source =
        new BatchSource(numbered(50), CONTRACT, Augmentation.NONE, Balance.NONE, 50, seed);
    try (Batch batch = source.batch(phase, step, 8)) {
      return batch.labels();
    }
  }

  @Test
  void givesTheSameBatchWhateverWasAskedBefore() {
    Dataset data = SyntheticImages.of(40, 4, 1, 12, 3);
    BatchSource forwards = new BatchSource(data, CONTRACT, STRONG, Balance.NONE, 8, 7);
    BatchSource jumping = new BatchSource(data, CONTRACT, STRONG, Balance.NONE, 8, 7);
    for (long step = 0; step < 12; step++) {
      forwards.batch(0, step, 12).close();
      jumping.batch(1, 11 - step, 16).close();
    }
    try (Batch a = forwards.batch(0, 9, 16);
        Batch b = jumping.batch(0, 9, 16)) {
      assertArrayEquals(floats(a), floats(b));
      assertArrayEquals(a.labels(), b.labels());
    }
  }

  @Test
  void givesTheSameBatchesOnManyThreads() {
    BatchSource source =
        new BatchSource(SyntheticImages.of(40, 4, 1, 12, 3), CONTRACT, STRONG, Balance.NONE, 8, 7);
    List<float[]> serial = LongStream.range(0, 40).mapToObj(step -> taken(source, step)).toList();
    List<float[]> parallel =
        LongStream.range(0, 40).parallel().mapToObj(step -> taken(source, step)).toList();
    for (int i = 0; i < serial.size(); i++) {
      assertArrayEquals(serial.get(i), parallel.get(i), "step " + i);
    }
  }

  private static float[] taken(BatchSource source, long step) {
    try (Batch batch = source.batch(2, step, step % 2 == 0 ? 12 : 20)) {
      return floats(batch);
    }
  }

  @Test
  void preparesImagesAsThePreprocessorDoes() {
    Dataset data = SyntheticImages.of(6, 3, 3, 15, 5);
    InputContract contract =
        InputContract.of(3, 20, Fit.CROP, List.of(0.4, 0.5, 0.6), List.of(0.3, 0.2, 0.1));
    SequentialBatches batches = new SequentialBatches(data, contract, 4);
    assertEquals(2, batches.count());
    Preprocessor preprocessor = new Preprocessor(contract.withSize(10));
    try (Batch batch = batches.batch(1, 10)) {
      assertEquals(2, batch.size());
      assertEquals(10, batch.resolution());
      assertEquals(3, batch.channels());
      float[] expected = new float[2 * 300];
      preprocessor.writeHwc(data.image(4), expected, 0);
      preprocessor.writeHwc(data.image(5), expected, 300);
      assertArrayEquals(expected, floats(batch));
      assertArrayEquals(new int[] {1, 2}, batch.labels());
    }
  }

  @Test
  void handsOutDirectMemoryOfNativeOrder() {
    try (Batch batch =
        new SequentialBatches(SyntheticImages.of(3, 3, 1, 8, 1), CONTRACT, 3).batch(0, 8)) {
      assertTrue(batch.imagesNhwc().isDirect());
      assertEquals(ByteOrder.nativeOrder(), batch.imagesNhwc().order());
      assertEquals(3 * 64, batch.imagesNhwc().remaining());
      assertEquals(3 * 64 * 4, batch.bytesNhwc().remaining());
    }
  }

  @Test
  void doesNotTouchABatchBeforeItIsClosed() {
    BatchSource source =
        new BatchSource(SyntheticImages.of(40, 4, 1, 12, 3), CONTRACT, STRONG, Balance.NONE, 8, 7);
    Batch held = source.batch(0, 0, 12);
    float[] before = floats(held);
    for (long step = 1; step < 30; step++) {
      source.batch(0, step, 12).close();
    }
    assertArrayEquals(before, floats(held));
    held.close();
    assertThrows(IllegalStateException.class, held::imagesNhwc);
  }

  @Test
  void doesNotReuseMemoryTwiceAfterClosingTwice() {
    SequentialBatches batches =
        new SequentialBatches(SyntheticImages.of(4, 4, 1, 12, 3), CONTRACT, 2);
    Batch closedTwice = batches.batch(0, 12);
    closedTwice.close();
    closedTwice.close();
    try (Batch a = batches.batch(0, 12);
        Batch b = batches.batch(1, 12)) {
      assertFalse(Arrays.equals(floats(a), floats(b)));
    }
  }

  @Test
  void refusesABatchLargerThanTheDataSet() {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> new BatchSource(numbered(5), CONTRACT, Augmentation.NONE, Balance.NONE, 6, 1));
    assertTrue(e.getMessage().contains("batch size 6"), e.getMessage());
    assertTrue(e.getMessage().contains("5"), e.getMessage());
  }
}
