package io.edgenas.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.output.CacheFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The ONNX Runtime that is loaded: one environment per process, telemetry off, errors only in its
 * log. The build in the jar has no telemetry on Linux and imports no function of the network; of
 * others see {@link OrtLibrary}.
 */
public final class OrtRuntime {
  /**
   * Providers that ONNX Runtime's Java interface knows, as {@code --provider} takes them: {@code
   * cpu}, {@code cuda}, {@code tensorrt}, {@code xnnpack}, {@code coreml}, ...
   */
  public static final List<String> KNOWN_PROVIDERS =
      Arrays.stream(OrtProvider.values()).map(OrtRuntime::nameOf).toList();

  private static volatile boolean loaded;

  private OrtRuntime() {}

  /** Made on first use; the natives are loaded then. It lives as long as the process. */
  private static final class Holder {
    static final OrtEnvironment ENVIRONMENT = create();

    private static OrtEnvironment create() {
      loaded = true;
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "edgenas");
      try {
        environment.setTelemetry(false);
      } catch (OrtException e) {
        throw new InferenceException("ONNX Runtime's telemetry cannot be turned off", e);
      }
      return environment;
    }
  }

  /**
   * The environment.
   *
   * @throws BadInputException if ONNX Runtime has no natives for this machine, or they cannot be
   *     loaded
   * @throws java.io.UncheckedIOException if they cannot be unpacked
   */
  static OrtEnvironment environment() {
    if (!loaded) {
      OrtLibrary.prepare();
    }
    try {
      return Holder.ENVIRONMENT;
    } catch (LinkageError e) {
      throw cannotLoad(e);
    }
  }

  private static BadInputException cannotLoad(LinkageError failure) {
    String why = innermost(failure);
    String advice =
        why.contains("failed to map segment")
            ? "programs may not be run from there (is it mounted noexec?): name another folder in"
                + " the environment variable "
                + CacheFolder.VARIABLE
            : "give a folder with one for this machine with --ort-library";
    return new BadInputException(
        "ONNX Runtime's library for %s on %s cannot be loaded from %s (%s): %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                OrtLibrary.folder().map(Path::toString).orElse("the jar"),
                Check.shown(why),
                advice),
        failure);
  }

  /** The dynamic linker's own words, where it was that which failed. */
  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** Whether loading the natives was begun: no others can be loaded then. */
  static boolean loaded() {
    return loaded;
  }

  /** Version of the natives, for example {@code 1.28.0}. */
  public static String version() {
    return environment().getVersion();
  }

  /** The providers that the loaded natives were built with, in the order of preference. */
  public static List<String> availableProviders() {
    environment();
    return OrtEnvironment.getAvailableProviders().stream().map(OrtRuntime::nameOf).toList();
  }

  /**
   * Makes sure that the loaded ONNX Runtime has the provider.
   *
   * @throws BadInputException if it has not, with the list of those it has
   */
  public static void requireProvider(String provider) {
    List<String> available = availableProviders();
    if (!available.contains(provider)) {
      throw new BadInputException(
          "provider '%s' is not in the loaded ONNX Runtime %s, which has %s: choose one of these or"
                  .formatted(provider, version(), available)
              + " load an ONNX Runtime that was built with it (--ort-library)");
    }
  }

  static OrtProvider provider(String name) {
    return Arrays.stream(OrtProvider.values())
        .filter(provider -> nameOf(provider).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  private static String nameOf(OrtProvider provider) {
    return provider.name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
