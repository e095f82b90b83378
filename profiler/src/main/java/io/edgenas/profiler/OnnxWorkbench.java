package io.edgenas.profiler;

import io.edgenas.base.output.Sha256;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.network.RandomWeights;
import io.edgenas.network.WeightSource;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.OnnxEmitter;
import io.edgenas.onnx.int8.ActivationRanges;
import io.edgenas.onnx.int8.QdqEmitter;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.Precision;

/**
 * Runs models with ONNX Runtime: emitted by the code that emits what ships, with random weights and
 * inputs that are a function of the seed.
 */
public final class OnnxWorkbench implements Workbench {
  private final RuntimeConfig config;
  private final Precision precision;
  private final EmitOptions options;
  private final WeightSource weights;
  private final long seed;

  /** In float32. */
  public OnnxWorkbench(RuntimeConfig config, int batch, long seed) {
    this(config, Precision.FP32, batch, seed);
  }

  /**
   * @param precision of what is loaded; in int8 every activation has the made-up range of {@link
   *     ActivationRanges#PROFILING}, which changes results but not latency
   * @param batch images per run
   */
  public OnnxWorkbench(RuntimeConfig config, Precision precision, int batch, long seed) {
    this.config = config;
    this.precision = precision;
    this.options = EmitOptions.DEFAULT.withBatch(batch);
    this.weights = new RandomWeights(seed);
    this.seed = seed;
  }

  @Override
  public Loaded load(Operation operation) {
    byte[] onnx =
        switch (precision) {
          case FP32 -> OnnxEmitter.emit(operation, weights, options);
          case INT8 -> QdqEmitter.emit(operation, weights, ActivationRanges.PROFILING, options);
        };
    return load(onnx, operation.key());
  }

  @Override
  public Loaded load(Network network) {
    byte[] onnx =
        switch (precision) {
          case FP32 -> OnnxEmitter.emit(network, weights, options);
          case INT8 -> QdqEmitter.emit(network, weights, ActivationRanges.PROFILING, options);
        };
    return load(onnx, network.arch().toString());
  }

  private Loaded load(byte[] onnx, String source) {
    return TimedModel.of(OnnxModel.loadPart(onnx, source, config), Sha256.of(onnx), seed);
  }
}
