package io.edgenas.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;

class InterruptionTest {
  @Test
  void isRequestedBySigterm() throws IOException, InterruptedException {
    Assumptions.assumeTrue(OS.LINUX.isCurrentOs(), "sends a signal with kill");
    try (Interruption interruption = Interruption.listen()) {
      assertFalse(interruption.requested());
      String self = Long.toString(ProcessHandle.current().pid());
      assertTrue(new ProcessBuilder("kill", "-TERM", self).start().waitFor(10, TimeUnit.SECONDS));
      for (int i = 0; i < 500 && !interruption.requested(); i++) {
        Thread.sleep(10);
      }
      assertTrue(interruption.requested());
    }
  }

  @Test
  void isNotRequestedByItself() {
    try (Interruption interruption = Interruption.listen()) {
      assertFalse(interruption.requested());
    }
  }
}
