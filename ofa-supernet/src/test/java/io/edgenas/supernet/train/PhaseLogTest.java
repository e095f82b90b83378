package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.supernet.store.LogRow;
import io.edgenas.supernet.store.TrainingLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With ten classes a network that knows nothing has a loss of 2.303: over 6.9 it has run away. */
class PhaseLogTest {
  @TempDir Path temp;

  private TrainingLog open() throws IOException {
    return TrainingLog.open(temp.resolve("log.csv"));
  }

  private static LogRow row(int phase, long step, double loss) {
    return new LogRow(
        phase, "all", step, 0.1, loss, OptionalDouble.empty(), OptionalDouble.empty(), 1);
  }

  @Test
  void oneBadStepIsNoDivergence() throws IOException {
    try (TrainingLog log = open()) {
      PhaseLog watched = new PhaseLog(log, 0, 10, 0);
      for (int step = 1; step <= 60; step++) {
        watched.append(row(0, step, step == 30 ? 80 : 2));
      }
      assertEquals(60, log.rows().size());
    }
  }

  @Test
  void tellsOfALossThatStaysHighAfterItHasBeenLogged() throws IOException {
    try (TrainingLog log = open()) {
      PhaseLog watched = new PhaseLog(log, 0, 10, 0);
      watched.append(row(0, 10, 2));
      watched.append(row(0, 20, 9));
      String message =
          assertThrows(DivergedException.class, () -> watched.append(row(0, 30, 9))).getMessage();
      assertTrue(message.contains("phase 'all' at step 30 (learning rate 0.1)"), message);
      assertTrue(message.contains("mean loss is 9.00"), message);
      assertTrue(message.contains("knows nothing 2.30"), message);
      assertEquals(3, log.rows().size());
    }
  }

  @Test
  void aTeacherAddsItsOwnLoss() throws IOException {
    try (TrainingLog log = open()) {
      PhaseLog watched = new PhaseLog(log, 0, 10, 1);
      watched.append(row(0, 40, 9));
      assertThrows(DivergedException.class, () -> watched.append(row(0, 80, 15)));
    }
  }

  @Test
  void aResumedPhaseJudgesAsAnUninterruptedOne() throws IOException {
    try (TrainingLog log = open()) {
      new PhaseLog(log, 0, 10, 0).append(row(0, 5, 1));
      new PhaseLog(log, 1, 10, 0).append(row(1, 15, 8));
    }
    try (TrainingLog log = open()) {
      PhaseLog resumed = new PhaseLog(log, 1, 10, 0);
      assertThrows(DivergedException.class, () -> resumed.append(row(1, 20, 8)));
    }
  }
}
