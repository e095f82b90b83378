package io.edgenas.base.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void readsAFileUpToTheLimit() throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[] {1, 2, 3});

    assertArrayEquals(new byte[] {1, 2, 3}, InputFile.bytes(file, 3));
  }

  @Test
  void refusesMoreBytesThanTheLimitByName() throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[4]);

    assertEquals(file + " has 4 bytes: at most 3 are read", refusal(file, 3));
  }

  @Test
  void refusesAPipeInsteadOfWaitingForItsWriter() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(mkfifo(pipe), "mkfifo is not there");
    Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);

    assertTrue(refusal(pipe, 9).contains("is a pipe, a socket or a device"));
    assertTrue(refusal(link, 9).contains("is a pipe, a socket or a device"));
  }

  @Test
  void refusesADeviceThatNeverEnds() {
    Path zero = Path.of("/dev/zero");
    assumeTrue(Files.exists(zero), "there is no /dev/zero");

    assertTrue(refusal(zero, Integer.MAX_VALUE).contains("is a pipe, a socket or a device"));
  }

  @Test
  void boundsAFileWhoseStatedSizeIsWrong() throws IOException {
    Path file = Path.of("/proc/self/maps");
    assumeTrue(Files.exists(file), "there is no /proc");

    assertEquals(0, Files.size(file));
    assertTrue(refusal(file, 10).contains("has more than 10 bytes: at most 10 are read"));
  }

  @Test
  void theCauseDecidesTheAdvice() throws IOException {
    Path missing = folder.resolve("missing");
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);

    assertEquals(missing + " does not exist: check the path", refusal(missing, 9));
    assertEquals(folder + " is a folder: name a file", refusal(folder, 9));
    assertTrue(refusal(loop, 9).contains("cannot be read: "), refusal(loop, 9));
  }

  private static String refusal(Path file, long maxBytes) {
    return assertTimeoutPreemptively(
        SOON,
        () ->
            assertThrows(BadInputException.class, () -> InputFile.bytes(file, maxBytes))
                .getMessage());
  }

  private static boolean mkfifo(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
