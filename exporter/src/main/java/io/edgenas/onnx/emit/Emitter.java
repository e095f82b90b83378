package io.edgenas.onnx.emit;

import io.edgenas.network.Network;
import io.edgenas.network.WeightSource;
import io.edgenas.operation.Operation;

/**
 * Writes networks, and single operations, as ONNX files in one precision. The same code makes the
 * file that ships and the micro-models that a profiler measures. The bytes are a function of the
 * arguments and of the version of EdgeNAS.
 */
public interface Emitter {
  /**
   * Emits a whole network: {@value OnnxFile#NETWORK_INPUT} float32 {@code [batch, channels, size,
   * size]} to {@value OnnxFile#SCORES} or {@value OnnxFile#PROBABILITIES}, float32 {@code [batch,
   * classes]}.
   *
   * @throws ExportException if a weight is not finite or a batch-norm variance is negative
   */
  byte[] network(Network network, WeightSource weights, EmitOptions options);

  /**
   * Emits one operation, as the layer {@value OnnxFile#LONE_LAYER}, with the borders that it has
   * within a network of this precision.
   *
   * @param border what the operation takes there
   * @throws ExportException as above
   * @throws IllegalArgumentException if the options ask for softmax, which belongs to a network
   */
  byte[] operation(Operation operation, Border border, WeightSource weights, EmitOptions options);
}
