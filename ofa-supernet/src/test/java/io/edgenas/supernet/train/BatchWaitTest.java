package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.edgenas.data.batch.BatchPrefetcher;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BatchWaitTest {
  @Test
  void addsUpTheWaitsForAllBatches() throws InterruptedException {
    AtomicLong second = new AtomicLong();
    // A second passes between any two looks at the clock.
    BatchWait wait = new BatchWait(() -> 1_000_000_000 * second.getAndIncrement());
    assertEquals(0, wait.shareOf(0));
    try (BatchPrefetcher batches = new BatchPrefetcher(step -> null, 0, 3, 1)) {
      while (batches.hasNext()) {
        assertNull(wait.next(batches), "what is handed on is what was made");
      }
    }
    assertEquals(0.25, wait.shareOf(12), 1e-9);
    assertEquals(1, wait.shareOf(2));
  }
}
