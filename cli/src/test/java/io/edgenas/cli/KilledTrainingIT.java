package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train} as its user starts it, ended from outside and started again. */
class KilledTrainingIT {
  private static final Path PROGRAM =
      Path.of(System.getProperty("edgenas.checkout")).resolve("edgenas");

  private static final int KILLS = 10;

  private static final int LONGEST_SECONDS = 600;

  private static final String POLICY =
      """
      schema: 1
      name: killed
      recipe: progressive-shrinking
      batch_size: 16
      optimizer: {momentum: 0.9, nesterov: true, weight_decay: 3.0e-5, clip_norm: 5}
      augmentation: {flip: true, shift: 0.1}
      checkpoint_steps: 10
      recalibration_images: 64
      samples: {subnets: 60, images: 32}
      phases:
        - {name: full, epochs: 0.2, learning_rate: 0.05, warm_up_epochs: 0.02}
        - {name: all, epochs: 0.1, learning_rate: 0.02, subnets_per_step: 2, distillation: 1,
           kernels: all, depths: all, expands: all, widths: all}
      """;

  @TempDir private static Path temp;
  private static Path policy;

  @BeforeAll
  static void writePolicy() throws IOException {
    policy = Files.writeString(temp.resolve("policy.yaml"), POLICY);
  }

  /** A training under way, or ended. */
  private record Run(Process process, Path err) {
    static Run start(Path out) throws IOException {
      Path err = Files.createTempFile(temp, "err", "");
      List<String> command =
          List.of(PROGRAM.toString(), "train", "--data", "bundled", "--space", "tiny");
      List<String> all = new ArrayList<>(command);
      all.addAll(List.of("--policy", policy.toString(), "--out", out.toString()));
      ProcessBuilder builder =
          new ProcessBuilder(all)
              .directory(temp.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(err.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("EDGENAS_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
      return new Run(builder.start(), err);
    }

    /** Waits until it has planned and begins to train, or goes on behind the training. */
    void awaitWork(Path out) throws IOException, InterruptedException {
      boolean trained = Files.exists(out.resolve("weights.safetensors"));
      while (process.isAlive() && !trained && !said("plan:")) {
        Thread.sleep(10);
      }
    }

    boolean said(String text) throws IOException {
      return Files.readString(err).contains(text);
    }

    int end() throws InterruptedException {
      assertTrue(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS), "it hangs");
      return process.exitValue();
    }

    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }
  }

  private static void assertSame(Path expected, Path actual, String hint) throws IOException {
    try (Stream<Path> files = Files.list(expected)) {
      for (Path file : files.toList()) {
        Path other = actual.resolve(file.getFileName());
        if (file.endsWith("log.csv")) {
          assertEquals(withoutTimes(file), withoutTimes(other), hint);
        } else {
          assertArrayEquals(
              Files.readAllBytes(file), Files.readAllBytes(other), hint + file.getFileName());
        }
      }
    }
    assertEquals(names(expected), names(actual), hint);
  }

  private static List<String> withoutTimes(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void killedTenTimesAtRandomMomentsItEndsAsTheUninterruptedRun() throws Exception {
    long seed = Long.getLong("edgenas.kill.seed", System.nanoTime());
    String hint = "-Dedgenas.kill.seed=" + seed + " ";
    SplittableRandom random = new SplittableRandom(seed);
    Path whole = temp.resolve("whole");
    Run uninterrupted = Run.start(whole);
    uninterrupted.awaitWork(whole);
    long began = System.nanoTime();
    assertEquals(0, uninterrupted.end(), Files.readString(uninterrupted.err));
    long workMillis = (System.nanoTime() - began) / 1_000_000;

    int folder = 0;
    Path killed = temp.resolve("killed-" + folder);
    for (int kills = 0; kills < KILLS; ) {
      Run run = Run.start(killed);
      run.awaitWork(killed);
      if (!run.process.waitFor(random.nextLong(workMillis * 2 / 3), TimeUnit.MILLISECONDS)) {
        run.process.destroyForcibly();
      }
      // It may also end by itself, just before it is killed.
      if (run.end() == 137) {
        kills++;
      } else {
        assertEquals(0, run.end(), hint + Files.readString(run.err));
        assertSame(whole, killed, hint);
        killed = temp.resolve("killed-" + ++folder);
      }
    }
    Run last = Run.start(killed);
    assertEquals(0, last.end(), hint + Files.readString(last.err));
    assertSame(whole, killed, hint);
  }

  /** By SIGTERM, which has SIGINT's handler: shells let background jobs ignore SIGINT. */
  @Test
  void anInterruptKeepsEverythingAndSaysHowToGoOn() throws Exception {
    Path out = temp.resolve("interrupted");
    Run run = Run.start(out);
    run.awaitWork(out);
    run.signal("TERM");
    assertEquals(130, run.end(), Files.readString(run.err));
    assertTrue(run.said("Ctrl-C again ends at once"), Files.readString(run.err));
    assertTrue(run.said("  edgenas train --data bundled"), Files.readString(run.err));
    assertFalse(Files.exists(out.resolve("weights.safetensors")));
    assertEquals(List.of(), names(out).stream().filter(name -> name.endsWith(".part")).toList());
  }
}
