package io.edgenas.profiler.command.option;

import io.edgenas.onnx.runtime.RuntimeConfig;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How models are run: a mixin of the commands that measure. */
public final class RuntimeOptions {
  @Mixin private OrtLibraryOption library;

  @Option(
      names = "--provider",
      paramLabel = "P",
      description =
          "ONNX Runtime's execution provider, for example cpu, cuda, xnnpack (default: "
              + RuntimeConfig.CPU
              + ").")
  private String provider;

  @Option(
      names = "--provider-option",
      paramLabel = "K=V",
      description =
          "An option of the provider as ONNX Runtime names it; may be repeated. Part of the profile's"
              + " identity.")
  private Map<String, String> providerOptions = new TreeMap<>();

  @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: 1).")
  private Integer threads;

  /**
   * What was asked for; defaults where nothing was. The build of ONNX Runtime asked for is loaded
   * from then on.
   *
   * @throws io.edgenas.base.input.BadInputException if nobody knows the provider, the number of
   *     threads is out of range, or the folder holds no ONNX Runtime
   */
  public RuntimeConfig config() {
    library.choose();
    return new RuntimeConfig(
        provider == null ? RuntimeConfig.CPU : provider,
        new TreeMap<>(providerOptions),
        threads == null ? 1 : threads);
  }

  /** {@link #config}, but empty where none of the options was given. */
  public Optional<RuntimeConfig> given() {
    library.choose();
    return provider == null && threads == null && providerOptions.isEmpty()
        ? Optional.empty()
        : Optional.of(config());
  }
}
