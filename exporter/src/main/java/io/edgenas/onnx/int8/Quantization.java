package io.edgenas.onnx.int8;

/**
 * How an activation is held in unsigned 8 bits: {@code real = scale (q - zeroPoint)}, {@code q}
 * from 0 to 255, anything beyond clipped (Jacob et al., Quantization and Training of Neural
 * Networks, section 2.1).
 *
 * @param scale above 0
 * @param zeroPoint 0 to 255: the {@code q} that stands for 0
 */
record Quantization(float scale, int zeroPoint) {
  private static final int STEPS = 255;

  /** What the output of a hard sigmoid needs: 0 to 1. */
  static final Quantization UNIT = of(new ActivationRange(0, 1));

  /** The finest that covers the range, with 0 exact; for an empty range that of 0 to 1. */
  static Quantization of(ActivationRange range) {
    double span = range.max() - range.min();
    float scale = (float) (span / STEPS);
    return scale < Float.MIN_NORMAL
        ? UNIT
        : new Quantization(scale, (int) Math.rint(STEPS * -range.min() / span));
  }

  /** The same numbers, read as {@code factor} times as large. */
  Quantization times(double factor) {
    return new Quantization((float) (scale * factor), zeroPoint);
  }
}
