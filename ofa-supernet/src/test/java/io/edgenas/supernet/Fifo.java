package io.edgenas.supernet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Named pipes, which a reader without care waits at for ever. */
public final class Fifo {
  private Fifo() {}

  /** Puts one in the place of a file; skips the test where there are none. */
  public static void inPlaceOf(Path file) throws IOException {
    Files.deleteIfExists(file);
    boolean made = false;
    try {
      made = new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      // There is no such command here.
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assumeTrue(made, "mkfifo is not there");
  }
}
