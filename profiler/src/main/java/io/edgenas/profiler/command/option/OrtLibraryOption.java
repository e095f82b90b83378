package io.edgenas.profiler.command.option;

import io.edgenas.onnx.runtime.OrtLibrary;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Another build of ONNX Runtime: a mixin of the commands that run models. */
public final class OrtLibraryOption {
  @Option(
      names = "--ort-library",
      paramLabel = "DIR",
      description =
          "Load ONNX Runtime from a folder that holds libonnxruntime.so and"
              + " libonnxruntime4j_jni.so of one build (default: the one in the jar).")
  private Path folder;

  /**
   * Has the natives loaded from there; to be called before they are used.
   *
   * @throws io.edgenas.base.input.BadInputException see {@link OrtLibrary#use}
   */
  public void choose() {
    if (folder != null) {
      OrtLibrary.use(folder);
    }
  }
}
