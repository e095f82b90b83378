package io.edgenas.onnx.int8;

import java.util.Optional;

/**
 * Weights in signed 8 bits, symmetric, with a scale per output channel, and a bias in 32 bits whose
 * scale is the product of input's and weight's, as sums of products have (Jacob et al.,
 * Quantization and Training of Neural Networks, section 2.4). Tensor-sized working values, so not a
 * record.
 *
 * <p>x86 processors without VNNI multiply unsigned with signed bytes by {@code vpmaddubsw}, which
 * adds two products in 16 bits and cuts off what does not fit. ONNX Runtime uses it there, and a
 * file cannot ask it not to. So the two largest weights of one sign in a channel may add up to
 * {@value #LARGEST_PAIR}, whichever weights meet: 255 times that fits.
 */
final class QuantizedWeight {
  private static final int LARGEST = 127;

  /** The most that two weights may add up to: {@code 255 * 128 < 32,767}. */
  private static final int LARGEST_PAIR = 128;

  /** Rounding adds half a step to each of the two at most. */
  private static final int PAIR_BEFORE_ROUNDING = LARGEST_PAIR - 1;

  /** Leaves the sums room for what the products add. */
  private static final double LARGEST_BIAS = 1 << 30;

  private final byte[] values;
  private final float[] scales;
  private final Optional<int[]> bias;

  private QuantizedWeight(byte[] values, float[] scales, Optional<int[]> bias) {
    this.values = values;
    this.scales = scales;
    this.bias = bias;
  }

  /**
   * Quantises.
   *
   * @param weight {@code [channels, ...]}
   * @param bias {@code [channels]}
   * @param inputScale scale of what the weight is multiplied with
   */
  static QuantizedWeight of(
      float[] weight, Optional<float[]> bias, int channels, float inputScale) {
    byte[] values = new byte[weight.length];
    float[] scales = new float[channels];
    int perChannel = weight.length / channels;
    for (int channel = 0; channel < channels; channel++) {
      int from = channel * perChannel;
      float offset = bias.isPresent() ? bias.get()[channel] : 0;
      scales[channel] = scale(weight, from, from + perChannel, offset, inputScale);
      for (int i = from; i < from + perChannel; i++) {
        values[i] = (byte) Math.rint((double) weight[i] / scales[channel]);
      }
    }
    return new QuantizedWeight(
        values, scales, bias.map(offsets -> quantized(offsets, scales, inputScale)));
  }

  /** The finest that holds all weights, any two of one sign, and a bias that dwarfs them. */
  private static float scale(float[] weight, int from, int to, float bias, float inputScale) {
    double largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(weight[i]));
    }
    double pair = Math.max(largestPair(weight, from, to, 1), largestPair(weight, from, to, -1));
    double scale =
        Math.max(
            Math.max(largest / LARGEST, pair / PAIR_BEFORE_ROUNDING),
            Math.abs(bias) / (inputScale * LARGEST_BIAS));
    return scale < Float.MIN_NORMAL ? 1 : (float) scale;
  }

  /** The sum of the two largest weights of a sign, as a number of 0 and more. */
  private static double largestPair(float[] weight, int from, int to, int sign) {
    double first = 0;
    double second = 0;
    for (int i = from; i < to; i++) {
      double value = sign * weight[i];
      second = Math.max(second, Math.min(first, value));
      first = Math.max(first, value);
    }
    return first + second;
  }

  private static int[] quantized(float[] bias, float[] scales, float inputScale) {
    int[] values = new int[bias.length];
    for (int channel = 0; channel < bias.length; channel++) {
      values[channel] = (int) Math.rint(bias[channel] / ((double) inputScale * scales[channel]));
    }
    return values;
  }

  /** The quantised values in the order of the weights, -127 to 127. */
  byte[] values() {
    return values;
  }

  /** The scales, one per output channel. */
  float[] scales() {
    return scales;
  }

  /** The bias, one value per output channel; empty if there was none. */
  Optional<int[]> bias() {
    return bias;
  }
}
