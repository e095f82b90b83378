package io.edgenas.supernet.train;

import io.edgenas.data.batch.Batch;
import io.edgenas.data.batch.BatchPrefetcher;
import java.util.function.LongSupplier;

/** Measures how long steps wait for their batches, which another thread makes. */
final class BatchWait {
  private final LongSupplier nanoTime;
  private long waitedNanos;

  /**
   * @param nanoTime a clock that is never set, in nanoseconds
   */
  BatchWait(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The batch of the next step; the caller closes it. */
  Batch next(BatchPrefetcher batches) throws InterruptedException {
    long asked = nanoTime.getAsLong();
    Batch batch = batches.next();
    waitedNanos += nanoTime.getAsLong() - asked;
    return batch;
  }

  /** Share of {@code seconds}, in which all steps were made; 0 where that was no time. */
  double shareOf(double seconds) {
    return seconds > 0 ? Math.min(1, waitedNanos / 1e9 / seconds) : 0;
  }
}
