package io.edgenas.runtime;

import io.edgenas.input.BadInputException;
import io.edgenas.output.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which build of ONNX Runtime is loaded: the one in the jar, or another that was built for the
 * machine, as for a Jetson. To be chosen before the natives are first used: they cannot be
 * unloaded.
 */
public final class OrtLibrary {
  /** Names of the files that a folder must hold, both of one build. */
  public static final List<String> FILES =
      List.of(System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni"));

  /** Read by ONNX Runtime's Java interface when it loads its natives. */
  static final String PROPERTY = "onnxruntime.native.path";

  private static Path chosen;

  private OrtLibrary() {}

  /**
   * Has the natives loaded from a folder; the same folder again does nothing.
   *
   * @throws BadInputException if one of {@link #FILES} is not there, or natives were loaded already
   */
  public static synchronized void use(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    for (String file : FILES) {
      if (!Files.isRegularFile(absolute.resolve(file))) {
        throw new BadInputException(
            "ONNX Runtime's folder %s has no %s: give one that holds %s of the same build"
                .formatted(folder, file, String.join(" and ", FILES)));
      }
    }
    if (absolute.equals(chosen)) {
      return;
    }
    if (OrtRuntime.loaded()) {
      throw new BadInputException(
          "ONNX Runtime's folder %s comes too late: another ONNX Runtime is loaded already"
              .formatted(folder));
    }
    System.setProperty(PROPERTY, absolute.toString());
    chosen = absolute;
  }

  /** The folder that natives are loaded from; empty for those in the jar. */
  public static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
  }

  /**
   * SHA-256 of the main library of a given folder, which tells builds of one version apart.
   *
   * @return empty for the library in the jar
   * @throws IOException if it cannot be read
   */
  public static Optional<String> sha256() throws IOException {
    Optional<Path> folder = folder();
    return folder.isEmpty()
        ? Optional.empty()
        : Optional.of(Sha256.of(folder.get().resolve(FILES.get(0))));
  }
}
