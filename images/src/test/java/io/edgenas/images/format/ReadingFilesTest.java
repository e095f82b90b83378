package io.edgenas.images.format;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that open to something else than a file: issue 11. */
class ReadingFilesTest {
  private static String messageOf(Path file) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThrows(BadInputException.class, () -> ImageDecoder.decode(file)).getMessage());
  }

  @Test
  void refusesAPipe(@TempDir Path folder) throws IOException, InterruptedException {
    Path pipe = folder.resolve("photo.jpg");
    Process made;
    try {
      made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    } catch (IOException e) {
      Assumptions.abort("mkfifo is not here");
      return;
    }
    Assumptions.assumeTrue(made.waitFor() == 0, "pipes cannot be made here");
    String message = messageOf(pipe);
    assertTrue(message.contains("photo.jpg is a pipe, a socket or a device"), message);
  }

  @Test
  void refusesADeviceWithoutAnEnd(@TempDir Path folder) throws IOException {
    Path zeros = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(zeros), "there is no /dev/zero here");
    Path link = Files.createSymbolicLink(folder.resolve("photo.png"), zeros);
    assertTrue(messageOf(link).contains("name a regular file"), messageOf(link));
  }
}
