package io.edgenas.data.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.fixtures.SyntheticImages;
import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BatchPrefetcherTest {
  private static final InputContract CONTRACT =
      InputContract.of(1, 12, Fit.CROP, List.of(0.4), List.of(0.3));

  private final BatchSource source =
      new BatchSource(
          SyntheticImages.of(64, 4, 1, 12, 9),
          CONTRACT,
          new Augmentation(true, 0.1, RandomCrop.NONE, ColourJitter.NONE),
          Balance.NONE,
          16,
          5);

  private static float[] floats(Batch batch) {
    float[] values = new float[batch.imagesNhwc().remaining()];
    batch.imagesNhwc().get(values);
    return values;
  }

  @Test
  void givesTheBatchesOfTheStepsInOrder() throws InterruptedException {
    try (BatchPrefetcher prefetcher =
        new BatchPrefetcher(step -> source.batch(1, step, 12), 3, 40, 2)) {
      for (long step = 3; step < 40; step++) {
        try (Batch fetched = prefetcher.next();
            Batch direct = source.batch(1, step, 12)) {
          assertArrayEquals(floats(direct), floats(fetched), "step " + step);
        }
      }
      assertFalse(prefetcher.hasNext());
      assertThrows(NoSuchElementException.class, prefetcher::next);
    }
  }

  @Test
  void leavesTakenBatchesAloneUntilTheyAreClosed() throws InterruptedException {
    Deque<Batch> held = new ArrayDeque<>();
    Deque<float[]> contents = new ArrayDeque<>();
    try (BatchPrefetcher prefetcher =
        new BatchPrefetcher(step -> source.batch(0, step, 12), 0, 60, 3)) {
      while (prefetcher.hasNext()) {
        Batch batch = prefetcher.next();
        contents.add(floats(batch));
        held.add(batch);
        if (held.size() == 5) {
          assertArrayEquals(contents.remove(), floats(held.peek()));
          held.remove().close();
        }
      }
    }
    for (Batch batch : held) {
      assertArrayEquals(contents.remove(), floats(batch));
      batch.close();
    }
  }

  @Test
  void runsAtMostDepthAndOneAhead() throws InterruptedException {
    AtomicLong made = new AtomicLong();
    CountDownLatch ahead = new CountDownLatch(3);
    try (BatchPrefetcher prefetcher =
        new BatchPrefetcher(
            step -> {
              made.incrementAndGet();
              ahead.countDown();
              return source.batch(0, step, 12);
            },
            0,
            1_000,
            2)) {
      assertTrue(ahead.await(30, TimeUnit.SECONDS), "the thread runs ahead");
      for (int taken = 1; taken <= 20; taken++) {
        prefetcher.next().close();
        assertTrue(made.get() <= taken + 3, made + " made after " + taken + " taken");
      }
    }
    assertTrue(made.get() < 30, "stopped by close");
  }

  @Test
  void passesOnWhatWentWrongAtItsStep() throws InterruptedException {
    try (BatchPrefetcher prefetcher =
        new BatchPrefetcher(
            step -> {
              if (step == 2) {
                throw new BadInputException("image 7 is gone");
              }
              return source.batch(0, step, 12);
            },
            0,
            5,
            1)) {
      prefetcher.next().close();
      prefetcher.next().close();
      BadInputException e = assertThrows(BadInputException.class, prefetcher::next);
      assertEquals("image 7 is gone", e.getMessage());
    }
  }

  @Test
  void givesNothingAfterItIsClosed() {
    BatchPrefetcher prefetcher = new BatchPrefetcher(step -> source.batch(0, step, 12), 0, 9, 2);
    prefetcher.close();
    prefetcher.close();
    assertThrows(CancellationException.class, prefetcher::next);
  }
}
