package io.edgenas.onnx.runtime;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.OwnedFolder;
import io.edgenas.base.output.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
  public static final String PROPERTY = "onnxruntime.native.path";

  /** Keeps builds that report their use to their vendor from doing so. */
  private static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";

  private static final long MAX_BYTES = 4L << 30;
  private static final String WHAT = "ONNX Runtime's folder";

  /** What was named by {@link #use} or, before EdgeNAS began, by the property. */
  private static Path chosen =
      Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).orElse(null);

  private OrtLibrary() {}

  /**
   * Has the natives loaded from a folder; the same folder again does nothing.
   *
   * @throws BadInputException if one of {@link #FILES} is not there, others could write there, the
   *     build would report its use to its vendor, or natives were loaded already
   */
  public static synchronized void use(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (absolute.equals(chosen)) {
      return;
    }
    check(absolute);
    if (OrtRuntime.loaded()) {
      throw new BadInputException(
          "ONNX Runtime's folder %s comes too late: another ONNX Runtime is loaded already"
              .formatted(folder));
    }
    System.setProperty(PROPERTY, absolute.toString());
    chosen = absolute;
  }

  private static void check(Path folder) {
    for (String file : FILES) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new BadInputException(
            "%s %s has no %s: give one that holds %s of the same build"
                .formatted(WHAT, folder, file, String.join(" and ", FILES)));
      }
    }
    OwnedFolder.require(folder, WHAT);
    for (String file : FILES) {
      OwnedFolder.requireFile(folder.resolve(file), "ONNX Runtime's library");
    }
    Path library = folder.resolve(FILES.get(0));
    if (!"1".equals(System.getenv(NO_TELEMETRY)) && mentions(library, NO_TELEMETRY)) {
      throw new BadInputException(
          "ONNX Runtime's library %s would report its use to its vendor: set %s=1 in the environment"
                  .formatted(library, NO_TELEMETRY)
              + " before starting, or give another build");
    }
  }

  /** Whether the bytes of a text stand in a file. */
  private static boolean mentions(Path file, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = new BufferedInputStream(InputFile.open(file, MAX_BYTES), 1 << 16)) {
      int matched = 0;
      for (int one = in.read(); one >= 0; one = in.read()) {
        // The first letter does not come again in the text's prefixes: no need to go back further.
        matched = one == wanted[matched] ? matched + 1 : one == wanted[0] ? 1 : 0;
        if (matched == wanted.length) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
  }

  /**
   * Has the natives loaded that were chosen, else those of the jar, which are unpacked for that.
   *
   * @return their folder; empty if the jar has none for this machine
   * @throws BadInputException if others could write to the folder that was chosen by the property
   * @throws UncheckedIOException if they cannot be unpacked
   */
  public static synchronized Optional<Path> prepare() {
    if (chosen != null) {
      check(chosen);
      return Optional.of(chosen);
    }
    try {
      Optional<Path> unpacked = UnpackedNatives.folder();
      unpacked.ifPresent(folder -> System.setProperty(PROPERTY, folder.toString()));
      return unpacked;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of natives that was chosen; empty for those in the jar. */
  public static synchronized Optional<Path> folder() {
    return Optional.ofNullable(chosen);
  }

  /**
   * SHA-256 of the main library of a chosen folder, which tells builds of one version apart.
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
