package io.edgenas.onnx.emit;

import io.edgenas.network.WeightSource;

/**
 * A convolution whose batch norm has become part of its weight and bias: {@code w' = w s}, {@code
 * b' = beta - mean s} with {@code s = gamma / sqrt(variance + epsilon)} per output channel (Jacob
 * et al., Quantization and Training of Neural Networks, section 3.2). Computed in double and
 * rounded once. A tensor-sized working value, so not a record.
 */
public final class FoldedConv {
  private final float[] weight;
  private final float[] bias;

  private FoldedConv(float[] weight, float[] bias) {
    this.weight = weight;
    this.bias = bias;
  }

  /**
   * Folds in place.
   *
   * @param place names the convolution in messages
   * @param weight {@code [out, in / groups, kernel, kernel]}, overwritten
   * @param norm {@code gamma, beta, mean, variance}, each {@code [out]}
   * @param epsilon see {@link WeightSource#batchNormEpsilon}
   * @throws ExportException if a result is not finite or a variance is negative
   */
  static FoldedConv fold(String place, float[] weight, float[][] norm, double epsilon) {
    float[] gamma = norm[0];
    float[] beta = norm[1];
    float[] mean = norm[2];
    float[] variance = norm[3];
    int perChannel = weight.length / gamma.length;
    float[] bias = new float[gamma.length];
    for (int channel = 0; channel < gamma.length; channel++) {
      if (!(variance[channel] >= 0)) {
        throw new ExportException(
            "%s: batch-norm variance of channel %d is %s: recalibrate the statistics"
                .formatted(place, channel, variance[channel]));
      }
      double scale = gamma[channel] / Math.sqrt(variance[channel] + epsilon);
      bias[channel] = (float) (beta[channel] - mean[channel] * scale);
      for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
        weight[i] = (float) (weight[i] * scale);
      }
    }
    return new FoldedConv(weight, bias);
  }

  public float[] weight() {
    return weight;
  }

  public float[] bias() {
    return bias;
  }
}
