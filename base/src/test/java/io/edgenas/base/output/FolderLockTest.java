package io.edgenas.base.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path folder;

  @Test
  @SuppressWarnings("try")
  void oneHoldsItAtATime() throws IOException {
    try (FolderLock held = FolderLock.acquire(folder)) {
      String message =
          assertThrows(BadInputException.class, () -> FolderLock.acquire(folder)).getMessage();
      assertTrue(message.contains(folder.toString()), message);
    }
    FolderLock.acquire(folder).close();
  }

  @Test
  void itsHolderMayRemoveWhatKilledRunsLeftAside() throws IOException {
    Path left = Files.createFile(folder.resolve(".weights.safetensors.123-4.part"));
    Path other = Files.createFile(folder.resolve("my.part"));
    AtomicFiles.removeLeftovers(folder);
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(other));
  }

  @Test
  void aWriteThatFailsNamesTheFileAndTheReason() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path below = file.resolve("below");
    String message =
        assertThrows(IOException.class, () -> AtomicFiles.write(below, "text")).getMessage();
    assertTrue(message.startsWith(below + " cannot be written ("), message);
    assertTrue(message.contains("a file is in its way"), message);
    assertEquals(0, Files.size(file));
  }

  /** Opened for writing, a pipe would wait for a reader that never comes. */
  @Test
  void refusesAPipeAndALinkInPlaceOfItsFile() throws Exception {
    Path lock = folder.resolve(".lock");
    assertEquals(0, new ProcessBuilder("mkfifo", lock.toString()).start().waitFor());
    BadInputException pipe =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> assertThrows(BadInputException.class, () -> FolderLock.acquire(folder)));
    assertTrue(pipe.getMessage().startsWith(lock + " is not a regular file"), pipe.getMessage());
    Files.delete(lock);
    Path victim = Files.writeString(folder.resolve("victim"), "precious");
    Files.createSymbolicLink(lock, victim);
    BadInputException link =
        assertThrows(BadInputException.class, () -> FolderLock.acquire(folder));
    assertTrue(link.getMessage().startsWith(lock + " is a symbolic link"), link.getMessage());
    assertEquals("precious", Files.readString(victim));
  }
}
