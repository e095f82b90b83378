package io.edgenas.supernet.train;

import java.util.Arrays;

/** What the scores of a batch are compared with. */
final class Targets {
  private final double smoothing;
  private final float[] classWeights;

  /**
   * @param smoothing share of a label spread over all classes, 0 to below 1
   * @param classWeights weight of an image's loss, by its class
   */
  Targets(double smoothing, float[] classWeights) {
    this.smoothing = smoothing;
    this.classWeights = classWeights.clone();
  }

  /**
   * Smoothed labels (Szegedy et al., Rethinking the Inception Architecture, section 7), weighted,
   * negative and divided by the number of images: their product with the log-probabilities, summed,
   * is the mean cross-entropy.
   *
   * @return {@code [labels.length, classes]}, row-major
   */
  float[] negativeMean(int[] labels) {
    int classes = classWeights.length;
    float[] target = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      double factor = -(double) classWeights[labels[i]] / labels.length;
      int row = i * classes;
      Arrays.fill(target, row, row + classes, (float) (factor * smoothing / classes));
      target[row + labels[i]] = (float) (factor * (1 - smoothing + smoothing / classes));
    }
    return target;
  }

  /**
   * What a teacher's probabilities are multiplied with to stand where {@link #negativeMean} does.
   *
   * @param ratio weight of the teacher
   * @return {@code [labels.length]}
   */
  float[] teacherFactors(int[] labels, double ratio) {
    float[] factors = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      factors[i] = (float) (-ratio * classWeights[labels[i]] / labels.length);
    }
    return factors;
  }
}
