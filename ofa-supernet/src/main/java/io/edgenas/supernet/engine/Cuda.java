package io.edgenas.supernet.engine;

import ai.djl.engine.Engine;
import ai.djl.util.Platform;
import io.edgenas.base.input.BadInputException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the engine can compute on a GPU: told before anything else starts. */
final class Cuda {
  private static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";
  private static final String FLAVOR = "PYTORCH_FLAVOR";

  private Cuda() {}

  /**
   * Looks for the libraries without loading the engine, which would take seconds and unpack half a
   * gigabyte.
   *
   * @throws BadInputException if there are no CUDA libraries of PyTorch, saying how to get them
   */
  static void requireLibraries() {
    String flavor = setting(FLAVOR).orElse("");
    boolean given =
        setting(LIBRARY_PATH).filter(Cuda::hasCuda).isPresent() && flavor.startsWith("cu");
    if (!given && !Platform.detectPlatform("pytorch").getFlavor().startsWith("cu")) {
      throw new BadInputException(
          "device type gpu needs PyTorch's libraries for CUDA, which EdgeNAS does not bring: unpack"
              + " libtorch 2.7.1 for CUDA 12.8 and set "
              + LIBRARY_PATH
              + " to its lib folder (now "
              + setting(LIBRARY_PATH).orElse("not set")
              + ") and "
              + FLAVOR
              + "=cu128 (now "
              + (flavor.isEmpty() ? "not set" : flavor)
              + "), see docs/long-runs.md; or use device type cpu");
    }
  }

  /**
   * @throws BadInputException if the loaded engine finds no GPU
   */
  static void requireGpu(Engine engine) {
    if (!engine.defaultDevice().isGpu()) {
      throw new BadInputException(
          "device type gpu: PyTorch "
              + engine.getVersion()
              + " finds no GPU that it can use: check with nvidia-smi that there is one and that"
              + " its driver is new enough for CUDA 12.8; or use device type cpu");
    }
  }

  private static boolean hasCuda(String path) {
    String library = System.mapLibraryName("torch_cuda");
    for (String part : path.split(File.pathSeparator)) {
      Path given = Path.of(part);
      Path folder = Files.isDirectory(given) ? given : given.resolveSibling("");
      if (Files.exists(folder.resolve(library))) {
        return true;
      }
    }
    return false;
  }

  /** Reads a setting as the engine does: the environment before the properties. */
  private static Optional<String> setting(String name) {
    String value = System.getenv(name);
    return Optional.ofNullable(value == null ? System.getProperty(name) : value)
        .filter(text -> !text.isBlank());
  }
}
