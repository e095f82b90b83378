package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.supernet.policy.Policies;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training in a process of its own, ended from outside. */
class InterruptedTrainingTest {
  @TempDir Path temporary;

  private SupernetFolder folder(String name) throws IOException {
    return TinyTraining.folder(temporary.resolve(name), Policies.builtIn("tiny"), 11);
  }

  /** Starts a process that trains, and ends it in the way given after some steps. */
  private int trainAndEnd(SupernetFolder folder, int steps, Consumer<ProcessHandle> end)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TinyTraining.class.getName(),
                folder.path().toString())
            .directory(temporary.toFile())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      int seen = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("step ") && ++seen == steps) {
          end.accept(process.toHandle()); // Process.destroy would close the output
        }
      }
      assertTrue(seen >= steps, "steps before the process ended by itself: " + seen);
    } finally {
      process.destroyForcibly();
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process.exitValue();
  }

  private static void trainToTheEnd(SupernetFolder folder) {
    TinyTraining.run(folder, TrainingListener.SILENT);
    assertTrue(folder.trained());
  }

  @Test
  void aRunEndedBySigkillGoesOnToTheSameWeightsAndLog() throws Exception {
    SupernetFolder killed = folder("killed");
    trainAndEnd(killed, 28, ProcessHandle::destroyForcibly);
    assertFalse(killed.trained());
    assertEquals("1", killed.checkpoint().orElseThrow().metadata().get("phase"));
    SupernetFolder whole = folder("whole");
    trainToTheEnd(killed);
    trainToTheEnd(whole);
    for (String file : List.of("weights.safetensors", "policy.yaml", "supernet.json")) {
      assertArrayEquals(
          Files.readAllBytes(whole.path().resolve(file)),
          Files.readAllBytes(killed.path().resolve(file)),
          file);
    }
    assertEquals(TinyTraining.logWithoutTimes(whole), TinyTraining.logWithoutTimes(killed));
  }

  @Test
  void aRunEndedBySigtermWritesACheckpointAndDoesNotCrash() throws Exception {
    SupernetFolder ended = folder("ended");
    int exit = trainAndEnd(ended, 7, ProcessHandle::destroy);
    assertEquals(143, exit, "SIGTERM, not a crash");
    int step = Integer.parseInt(ended.checkpoint().orElseThrow().metadata().get("step"));
    assertTrue(step >= 7, "steps in the checkpoint: " + step);
  }
}
