package io.edgenas.onnx.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Root of the energy of differences over that of what was expected, less its mean. */
public final class NoiseRatio {
  private double sum;
  private double squares;
  private double noise;
  private long count;

  public void add(double[] expected, float[] found) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < found.length; i++) {
      sum += expected[i];
      squares += expected[i] * expected[i];
      noise += (found[i] - expected[i]) * (found[i] - expected[i]);
      count++;
    }
  }

  public double value() {
    return Math.sqrt(noise / (squares - sum * sum / count));
  }
}
