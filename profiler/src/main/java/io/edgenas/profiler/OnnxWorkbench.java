package io.edgenas.profiler;

import io.edgenas.base.output.Sha256;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Emitter;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.int8.ActivationRanges;
import io.edgenas.onnx.int8.Int8Emitter;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.operation.Operation;
import io.edgenas.profile.Precision;

/**
 * Runs models with ONNX Runtime: emitted by the code that emits what ships, with random weights and
 * inputs that are a function of the seed.
 */
public final class OnnxWorkbench implements Workbench {
  private final RuntimeConfig config;
  private final Emitter emitter;
  private final EmitOptions options;
  private final WeightSource weights;
  private final long seed;

  /** Runs models in float32. */
  public OnnxWorkbench(RuntimeConfig config, int batch, long seed) {
    this(config, new Float32Emitter(), batch, seed);
  }

  /**
   * Runs models in the precision of a profile; in int8 every activation has the made-up range of
   * {@link ActivationRanges#PROFILING}, which changes results but not latency.
   */
  public OnnxWorkbench(RuntimeConfig config, Precision precision, int batch, long seed) {
    this(config, emitter(precision), batch, seed);
  }

  /**
   * @param emitter writes what is loaded
   * @param batch images per run
   */
  public OnnxWorkbench(RuntimeConfig config, Emitter emitter, int batch, long seed) {
    this.config = config;
    this.emitter = emitter;
    this.options = EmitOptions.DEFAULT.withBatch(batch);
    this.weights = new RandomWeights(seed);
    this.seed = seed;
  }

  private static Emitter emitter(Precision precision) {
    return switch (precision) {
      case FP32 -> new Float32Emitter();
      case INT8 -> new Int8Emitter(ActivationRanges.PROFILING);
    };
  }

  @Override
  public Loaded load(Operation operation, Border border) {
    return load(emitter.operation(operation, border, weights, options), operation.key());
  }

  @Override
  public Loaded load(Network network) {
    return load(emitter.network(network, weights, options), network.arch().toString());
  }

  private Loaded load(byte[] onnx, String source) {
    return TimedModel.of(OnnxModel.loadPart(onnx, source, config), Sha256.of(onnx), seed);
  }
}
