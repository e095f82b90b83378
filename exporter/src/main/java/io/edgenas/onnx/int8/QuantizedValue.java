package io.edgenas.onnx.int8;

import java.util.Optional;

/**
 * A value in a quantised graph: unsigned 8-bit integers, or the scores, which are float32.
 *
 * @param name of the value
 * @param integers what the integers stand for; empty for the scores
 */
record QuantizedValue(String name, Optional<Quantization> integers) {
  QuantizedValue(String name, Quantization quantization) {
    this(name, Optional.of(quantization));
  }

  /** The float32 scores, with which nothing computes on. */
  static QuantizedValue scores(String name) {
    return new QuantizedValue(name, Optional.empty());
  }

  /** What the integers stand for. */
  Quantization quantization() {
    return integers.orElseThrow(
        () -> new IllegalStateException(name + " is float32: no layer follows the scores"));
  }
}
