package io.edgenas.profiler.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    assertRefused("is a symbolic link");
    assertEquals("precious", Files.readString(precious));
  }

  private void assertRefused(String why) {
    BadInputException e =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () ->
                assertThrows(
                    BadInputException.class, () -> MeasuringLock.acquire(file, "verify", NOW)));
    assertTrue(e.getMessage().contains(file + " " + why), e.getMessage());
    assertTrue(e.getMessage().contains("-Djava.io.tmpdir"), e.getMessage());
  }

  /** Another user's in a folder open to all: opening it would wait for a reader. */
  @Test
  void refusesAPipe() throws Exception {
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
    assertRefused("is not a regular file");
  }

  @Test
  void doesNotWriteIntoAFileUnderItsSecondName() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "precious");
    Files.createLink(file, precious);
    assertRefused("is another name of some other file");
    assertEquals("precious", Files.readString(precious));
  }

  @Test
  void namesTheTemporaryFolderThatIsMissing() {
    file = folder.resolve("gone").resolve("measuring.lock");
    assertRefused("cannot be made: its folder does not exist");
  }

  /** What stands in the file was written by whoever could. */
  @Test
  @SuppressWarnings("try")
  void showsTheHolderAsText() throws IOException {
    try (MeasuringLock first = MeasuringLock.acquire(file, "x\u001b[2J\nerror: y", NOW)) {
      BadInputException e =
          assertThrows(BadInputException.class, () -> MeasuringLock.acquire(file, "verify", NOW));
      assertTrue(e.getMessage().contains("x\\u001b[2J\\nerror: y"), e.getMessage());
    }
  }
}
