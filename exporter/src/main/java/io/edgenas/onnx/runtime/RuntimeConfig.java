package io.edgenas.onnx.runtime;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a model is run: part of a device profile's identity, because latency depends on it.
 *
 * @param provider one of {@link OrtRuntime#KNOWN_PROVIDERS}; whether the loaded ONNX Runtime has it
 *     shows when a model is loaded, or by {@link OrtRuntime#requireProvider}
 * @param providerOptions the provider's own options, as ONNX Runtime names them
 * @param threads threads within an operator, 1 and more; operators run one after the other
 */
public record RuntimeConfig(
    String provider, SortedMap<String, String> providerOptions, int threads) {
  /** The provider that every ONNX Runtime has. */
  public static final String CPU = "cpu";

  /** More threads than any device has cores, and few enough to be started. */
  public static final int MAX_THREADS = 256;

  /** One thread on the CPU. */
  public static final RuntimeConfig DEFAULT =
      new RuntimeConfig(CPU, Collections.emptySortedMap(), 1);

  /**
   * @throws BadInputException if nobody knows the provider, or the number of threads is out of
   *     range
   */
  public RuntimeConfig {
    if (!OrtRuntime.KNOWN_PROVIDERS.contains(provider)) {
      throw new BadInputException(
          "unknown provider '"
              + Check.shown(provider)
              + "'"
              + Check.didYouMean(provider, OrtRuntime.KNOWN_PROVIDERS)
              + ": choose one of "
              + OrtRuntime.KNOWN_PROVIDERS);
    }
    Check.range("threads", threads, 1, MAX_THREADS);
    providerOptions = Collections.unmodifiableSortedMap(new TreeMap<>(providerOptions));
    if (provider.equals(CPU) && !providerOptions.isEmpty()) {
      throw new BadInputException("provider cpu has no options: remove " + providerOptions);
    }
  }

  /** A provider without options, one thread. */
  public static RuntimeConfig of(String provider) {
    return new RuntimeConfig(provider, Collections.emptySortedMap(), 1);
  }

  /** The CPU with this many threads. */
  public static RuntimeConfig cpu(int threads) {
    return new RuntimeConfig(CPU, Collections.emptySortedMap(), threads);
  }
}
