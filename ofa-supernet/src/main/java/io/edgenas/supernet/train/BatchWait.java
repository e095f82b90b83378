package io.edgenas.supernet.train;

import io.edgenas.supernet.data.Batch;
import io.edgenas.supernet.data.BatchPrefetcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long steps wait for their batches, which another thread makes. */
final class BatchWait {
  private final Clock clock;
  private Duration waited = Duration.ZERO;

  BatchWait(Clock clock) {
    this.clock = clock;
  }

  /** The batch of the next step; the caller closes it. */
  Batch next(BatchPrefetcher batches) throws InterruptedException {
    Instant asked = clock.instant();
    Batch batch = batches.next();
    waited = waited.plus(Duration.between(asked, clock.instant()));
    return batch;
  }

  /** Share of {@code seconds}, in which all steps were made; 0 where that was no time. */
  double shareOf(double seconds) {
    return seconds > 0 ? Math.min(1, waited.toNanos() / 1e9 / seconds) : 0;
  }
}
