package io.edgenas.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void aWriteThatFailsNamesTheFileTheReasonAndTheSpace() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path below = file.resolve("below");
    String message =
        assertThrows(IOException.class, () -> AtomicFiles.write(below, "text")).getMessage();
    assertTrue(message.startsWith(below + " cannot be written ("), message);
    assertTrue(message.matches("(?s).*\\d+\\.\\d MB are free there.*"), message);
    assertEquals(0, Files.size(file));
  }
}
