package io.edgenas.onnx.child;

import io.edgenas.onnx.runtime.MinimalModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A program that tells its child's process id, then has the child load a file. */
final class DoomedParent {
  private DoomedParent() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    ChildLimits limits =
        new ChildLimits(Duration.ofMinutes(10), Duration.ofMinutes(10), Long.MAX_VALUE);
    try (IsolatedRuntime runtime = new IsolatedRuntime(limits)) {
      runtime.load(MinimalModel.ONNX, "first.onnx", RuntimeConfig.DEFAULT);
      System.out.println(runtime.worker().pid());
      runtime.loadUnguarded(
          Files.readAllBytes(file), file.toString(), RuntimeConfig.DEFAULT, Map.of());
    }
  }
}
