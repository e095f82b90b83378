package io.edgenas.runtime;

import io.edgenas.export.AffineModelEmitter;
import java.util.Map;

/** The smallest model: three values in, {@code x + 2 y + 3 z + 4} out. */
final class MinimalModel {
  static final byte[] ONNX =
      AffineModelEmitter.emit(new double[] {1, 2, 3}, 4, Map.of("key", "value"));

  private MinimalModel() {}
}
