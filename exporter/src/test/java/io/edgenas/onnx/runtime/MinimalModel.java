package io.edgenas.onnx.runtime;

import io.edgenas.onnx.emit.AffineModelEmitter;
import java.util.Map;

/** The smallest model: three values in, {@code x + 2 y + 3 z + 4} out. */
public final class MinimalModel {
  public static final byte[] ONNX =
      AffineModelEmitter.emit(new double[] {1, 2, 3}, 4, Map.of("key", "value"));

  private MinimalModel() {}
}
