package io.edgenas.profiler.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuringLockTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("measuring.lock");
  }

  @Test
  @SuppressWarnings("try")
  void refusesASecondRunAndSaysWhoHoldsIt() throws IOException {
    try (MeasuringLock first = MeasuringLock.acquire(file, "profile --space tiny", NOW)) {
      BadInputException e =
          assertThrows(BadInputException.class, () -> MeasuringLock.acquire(file, "verify", NOW));
      assertTrue(e.getMessage().contains("profile --space tiny"), e.getMessage());
      assertTrue(e.getMessage().contains("process " + ProcessHandle.current().pid()));
      assertTrue(e.getMessage().contains("since 2026-11-21T10:00:00Z"));
    }
  }

  @Test
  @SuppressWarnings("try")
  void isFreeAgainWhenTheRunEnds() throws IOException {
    MeasuringLock.acquire(file, "a long name that is gone afterwards", NOW).close();
    try (MeasuringLock second = MeasuringLock.acquire(file, "verify", NOW)) {
      assertTrue(Files.readString(file).endsWith("verify, since 2026-11-21T10:00:00Z"));
    }
  }

  @Test
  void doesNotWriteThroughASymbolicLink() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "precious");
    Files.createSymbolicLink(file, precious);
    assertThrows(IOException.class, () -> MeasuringLock.acquire(file, "verify", NOW));
    assertEquals("precious", Files.readString(precious));
  }
}
