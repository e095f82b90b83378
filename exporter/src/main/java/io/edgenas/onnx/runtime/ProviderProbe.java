package io.edgenas.onnx.runtime;

import ai.onnxruntime.OrtException;
import io.edgenas.base.input.BadInputException;
import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.runtime.ProviderState.Status;
import io.edgenas.operation.Operation;
import java.util.List;
import java.util.Optional;

/**
 * Finds out by trying what the loaded ONNX Runtime's providers can do: for each a session of a
 * small convolution is made and run, first with falling back to the CPU forbidden.
 */
public final class ProviderProbe {
  private static final byte[] MODEL =
      new Float32Emitter()
          .operation(
              Operation.parse("conv-in:3x16x16-out:8x8x8-k3-s2-g1-bn-relu"),
              Border.IMAGE,
              new RandomWeights(1),
              EmitOptions.DEFAULT);

  private ProviderProbe() {}

  /**
   * Every provider that ONNX Runtime's Java interface knows, those not compiled in too: what ONNX
   * Runtime says about them tells what is missing.
   *
   * @throws BadInputException if ONNX Runtime itself cannot be loaded
   */
  public static List<ProviderState> all() {
    return OrtRuntime.KNOWN_PROVIDERS.stream()
        .map(provider -> probe(RuntimeConfig.of(provider)))
        .toList();
  }

  /**
   * The provider of a configuration, with its options.
   *
   * @throws BadInputException if ONNX Runtime itself cannot be loaded
   */
  public static ProviderState probe(RuntimeConfig config) {
    boolean compiledIn = OrtRuntime.availableProviders().contains(config.provider());
    boolean cpu = config.provider().equals(RuntimeConfig.CPU);
    Optional<String> alone = failure(config, !cpu);
    if (alone.isEmpty()) {
      return new ProviderState(config.provider(), compiledIn, Status.RUNS, "");
    }
    Optional<String> together = cpu ? alone : failure(config, false);
    return together
        .map(reason -> new ProviderState(config.provider(), compiledIn, Status.FAILS, reason))
        .orElseGet(
            () -> new ProviderState(config.provider(), compiledIn, Status.FALLS_BACK, alone.get()));
  }

  private static Optional<String> failure(RuntimeConfig config, boolean withoutCpu) {
    try (OnnxModel model =
        OnnxModel.of(SessionFactory.open(MODEL, config, withoutCpu), "the probe")) {
      model.run(new float[3 * 16 * 16], 1);
      return Optional.empty();
    } catch (OrtException | BadInputException | InferenceException | LinkageError e) {
      return Optional.of(oneLine(e));
    }
  }

  private static String oneLine(Throwable failure) {
    Throwable e = failure.getCause() instanceof OrtException cause ? cause : failure;
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
