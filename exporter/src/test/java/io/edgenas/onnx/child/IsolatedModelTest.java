package io.edgenas.onnx.child;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.onnx.runtime.MinimalModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedModelTest {
  private static final ChildLimits LIMITS =
      new ChildLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 2L << 30);
  private static final String HANGS = "hang-conv-zero-channels";
  private static final Map<String, String> DEADLY =
      Map.of(
          "segv-batchnorm-empty-output", "SIGSEGV",
          "segv-min-empty-input", "SIGSEGV",
          "sigabrt-dequantize-transpose", "SIGABRT",
          "sigfpe-conv-zero-outputs", "SIGFPE");

  private static byte[] hostile(String name) {
    try (InputStream in =
        IsolatedModelTest.class.getResourceAsStream("hostile/" + name + ".onnx")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Loads and runs a file that the guard has not seen. */
  private static String refusal(IsolatedRuntime runtime, String name) {
    return assertThrows(
            BadInputException.class,
            () -> {
              try (IsolatedModel model =
                  runtime.loadUnguarded(
                      hostile(name), name + ".onnx", RuntimeConfig.DEFAULT, Map.of())) {
                int batch = Math.max(1, model.inputShape().get(0));
                int size = model.inputShape().stream().skip(1).reduce(batch, (a, b) -> a * b);
                model.run(new float[size], batch);
              }
            })
        .getMessage();
  }

  @Test
  void givesWhatTheModelComputes() {
    try (IsolatedModel model =
        IsolatedModel.load(MinimalModel.ONNX, "affine.onnx", RuntimeConfig.DEFAULT)) {
      assertEquals(List.of(-1, 3), model.inputShape());
      assertEquals(List.of(-1, 1), model.outputShape());
      assertEquals(Map.of("key", "value"), model.metadata());
      assertArrayEquals(new float[] {10, 7}, model.run(new float[] {1, 1, 1, 0, 0, 1}, 2));
      assertArrayEquals(new float[] {4}, model.run(new float[3], 1));
      assertThrows(IllegalArgumentException.class, () -> model.run(new float[4], 1));
    }
  }

  @Test
  void refusesWhatTheGuardAndTheRuntimeRefuse() {
    try (IsolatedRuntime runtime = new IsolatedRuntime(LIMITS)) {
      byte[] cut = Arrays.copyOf(MinimalModel.ONNX, MinimalModel.ONNX.length / 2);
      for (byte[] onnx : List.of(cut, new byte[0])) {
        Exception refused =
            assertThrows(
                BadInputException.class,
                () -> runtime.load(onnx, "cut.onnx", RuntimeConfig.DEFAULT));
        assertTrue(refused.getMessage().contains("cut.onnx"), refused.getMessage());
      }
      Exception refused =
          assertThrows(
              BadInputException.class,
              () -> runtime.loadUnguarded(cut, "cut.onnx", RuntimeConfig.DEFAULT, Map.of()));
      assertTrue(refused.getMessage().contains("cut.onnx is refused by ONNX Runtime"));
    }
  }

  @Test
  void survivesWhatEndsTheRuntime() {
    try (IsolatedRuntime runtime = new IsolatedRuntime(LIMITS)) {
      DEADLY.forEach(
          (name, signal) -> {
            String message = refusal(runtime, name);
            assertTrue(message.startsWith(name + ".onnx: ONNX Runtime crashed"), message);
            assertTrue(message.contains(signal), message);
          });
    }
  }

  @Test
  void endsALoadThatNeverReturns() {
    ChildLimits limits = new ChildLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), 2L << 30);
    try (IsolatedRuntime runtime = new IsolatedRuntime(limits)) {
      String message = refusal(runtime, HANGS);
      assertTrue(message.contains("loading it took longer than 2 s"), message);
    }
  }

  @Test
  void saysThatTheProcessOfAModelHasEnded() {
    try (IsolatedRuntime runtime = new IsolatedRuntime(LIMITS)) {
      IsolatedModel model = runtime.load(MinimalModel.ONNX, "affine.onnx", RuntimeConfig.DEFAULT);
      refusal(runtime, "segv-min-empty-input");
      Exception refused = assertThrows(BadInputException.class, () -> model.run(new float[3], 1));
      assertTrue(refused.getMessage().contains("affine.onnx: the process"), refused.getMessage());
      model.close();
    }
  }

  @Test
  void leavesNothingBehindWhenItsParentIsKilled(@TempDir Path folder)
      throws IOException, InterruptedException, URISyntaxException {
    Path hanging =
        Path.of(IsolatedModelTest.class.getResource("hostile/" + HANGS + ".onnx").toURI());
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                DoomedParent.class.getName(),
                hanging.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = parent.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      Thread.sleep(500); // So that the file is being loaded, without end.
      assertTrue(child.isAlive());
      parent.destroyForcibly();
      parent.waitFor(1, TimeUnit.MINUTES);
      child.onExit().orTimeout(1, TimeUnit.MINUTES).join();
      assertFalse(child.isAlive());
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(
          List.of(), left.filter(path -> path.toString().contains("edgenas-child")).toList());
    }
  }
}
