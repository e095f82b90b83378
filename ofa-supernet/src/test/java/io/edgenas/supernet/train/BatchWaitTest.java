package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.edgenas.supernet.data.BatchPrefetcher;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BatchWaitTest {
  /** A second passes between any two looks at it. */
  private static final class Ticking extends Clock {
    private long seconds;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochSecond(seconds++);
    }
  }

  @Test
  void addsUpTheWaitsForAllBatches() throws InterruptedException {
    BatchWait wait = new BatchWait(new Ticking());
    assertEquals(0, wait.shareOf(0));
    try (BatchPrefetcher batches = new BatchPrefetcher(step -> null, 0, 3, 1)) {
      while (batches.hasNext()) {
        assertNull(wait.next(batches), "what is handed on is what was made");
      }
    }
    assertEquals(0.25, wait.shareOf(12), 1e-9);
    assertEquals(1, wait.shareOf(2), "clocks that are set back give no share above 1");
  }
}
