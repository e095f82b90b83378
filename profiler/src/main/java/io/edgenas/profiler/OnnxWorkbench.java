package io.edgenas.profiler;

import io.edgenas.export.EmitOptions;
import io.edgenas.export.OnnxEmitter;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.network.RandomWeights;
import io.edgenas.network.WeightSource;
import io.edgenas.output.Sha256;
import io.edgenas.runtime.OnnxModel;
import io.edgenas.runtime.RuntimeConfig;

/**
 * Runs models with ONNX Runtime: emitted by the code that emits what ships, with random weights and
 * inputs that are a function of the seed.
 */
public final class OnnxWorkbench implements Workbench {
  private final RuntimeConfig config;
  private final EmitOptions options;
  private final WeightSource weights;
  private final long seed;

  public OnnxWorkbench(RuntimeConfig config, int batch, long seed) {
    this.config = config;
    this.options = EmitOptions.DEFAULT.withBatch(batch);
    this.weights = new RandomWeights(seed);
    this.seed = seed;
  }

  @Override
  public Loaded load(Operation operation) {
    return load(OnnxEmitter.emit(operation, weights, options), operation.key());
  }

  @Override
  public Loaded load(Network network) {
    return load(OnnxEmitter.emit(network, weights, options), network.arch().toString());
  }

  private Loaded load(byte[] onnx, String source) {
    return TimedModel.of(OnnxModel.load(onnx, source, config), Sha256.of(onnx), seed);
  }
}
