package io.edgenas.onnx.int8;

import io.edgenas.onnx.emit.Float32Emitter;

/**
 * Which values the activations of a network take: what quantising it needs to know beside its
 * weights. Observed on calibration images for a file that ships; made up where only latency counts,
 * which no range changes.
 */
@FunctionalInterface
public interface ActivationRanges {
  /** The same for every value: -8 to 8. For timing; the scores of such a network mean nothing. */
  ActivationRanges PROFILING = value -> new ActivationRange(-8, 8);

  /**
   * The range of a value.
   *
   * @param value its name in the float32 graph of the same layers ({@link Float32Emitter}), which
   *     is that of the node that gives it, for example {@code stage1.block1.expand.relu}, or that
   *     of the input
   */
  ActivationRange of(String value);
}
