package io.edgenas.supernet.train;

import java.util.Arrays;

/** What the scores of a batch are compared with. */
final class Targets {
  private Targets() {}

  /**
   * Smoothed labels (Szegedy et al., Rethinking the Inception Architecture, section 7), negative
   * and divided by the number of images: their product with the log-probabilities, summed, is the
   * mean cross-entropy.
   *
   * @param smoothing share spread over all classes
   * @return {@code [labels.length, classes]}, row-major
   */
  static float[] negativeMean(int[] labels, int classes, double smoothing) {
    float[] target = new float[labels.length * classes];
    Arrays.fill(target, (float) (-smoothing / classes / labels.length));
    for (int i = 0; i < labels.length; i++) {
      target[i * classes + labels[i]] =
          (float) (-(1 - smoothing + smoothing / classes) / labels.length);
    }
    return target;
  }
}
