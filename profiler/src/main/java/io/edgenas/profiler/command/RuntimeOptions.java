package io.edgenas.profiler.command;

import io.edgenas.runtime.RuntimeConfig;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** How models are run: a mixin of the commands that measure. */
public final class RuntimeOptions {
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
      description = "An option of the provider as ONNX Runtime names it; may be repeated.")
  private Map<String, String> providerOptions = new TreeMap<>();

  @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: 1).")
  private Integer threads;

  /**
   * What was asked for; defaults where nothing was.
   *
   * @throws io.edgenas.input.BadInputException if nobody knows the provider, or the number of
   *     threads is out of range
   */
  public RuntimeConfig config() {
    return new RuntimeConfig(
        provider == null ? RuntimeConfig.CPU : provider,
        new TreeMap<>(providerOptions),
        threads == null ? 1 : threads);
  }

  /** {@link #config}, but empty where none of the options was given. */
  public Optional<RuntimeConfig> given() {
    return provider == null && threads == null && providerOptions.isEmpty()
        ? Optional.empty()
        : Optional.of(config());
  }
}
