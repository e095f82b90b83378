package io.edgenas.onnx.file;

import io.edgenas.base.statistics.ArgMax;
import io.edgenas.onnx.emit.ExportException;
import java.util.List;
import java.util.Locale;

/**
 * How far the scores of an exported file are from those of the network it was made from, on the
 * same images.
 *
 * @param images number of images compared
 * @param largestDifference largest absolute difference of two scores
 * @param limit 1e-4 times the largest absolute score of the network, at least 1e-4
 * @param otherTop1 number of images whose highest score is another class's
 * @param standardDeviation of all scores of the network: parity of scores near 0 shows little
 * @param worst where the largest difference is
 */
public record Parity(
    int images,
    double largestDifference,
    double limit,
    int otherTop1,
    double standardDeviation,
    Worst worst) {
  private static final double RELATIVE_LIMIT = 1e-4;

  /**
   * One score.
   *
   * @param image index of the image
   * @param index index of the class
   * @param expected the network's
   * @param found the file's
   */
  public record Worst(int image, int index, float expected, float found) {}

  /**
   * Compares image by image.
   *
   * @param network of each image the network's scores {@code [classes]}; of at least one image
   * @param exported the exported file's scores of the same images, in the same order
   * @throws ExportException if the numbers of scores differ or one is not finite
   */
  public static Parity compare(List<float[]> network, List<float[]> exported) {
    if (network.isEmpty() || network.size() != exported.size()) {
      throw new IllegalArgumentException(
          "scores of %d images to compare with scores of %d"
              .formatted(exported.size(), network.size()));
    }
    Worst worst = new Worst(0, 0, 0, 0);
    double largest = 0;
    double largestScore = 0;
    double sum = 0;
    double squares = 0;
    long scores = 0;
    int otherTop1 = 0;
    for (int i = 0; i < network.size(); i++) {
      float[] expected = network.get(i);
      float[] found = exported.get(i);
      requireComparable(i, expected, found);
      for (int j = 0; j < expected.length; j++) {
        double difference = Math.abs((double) expected[j] - found[j]);
        if (difference > largest) {
          largest = difference;
          worst = new Worst(i, j, expected[j], found[j]);
        }
        largestScore = Math.max(largestScore, Math.abs((double) expected[j]));
        sum += expected[j];
        squares += (double) expected[j] * expected[j];
      }
      scores += expected.length;
      otherTop1 += ArgMax.of(expected) == ArgMax.of(found) ? 0 : 1;
    }
    double mean = sum / scores;
    return new Parity(
        network.size(),
        largest,
        RELATIVE_LIMIT * Math.max(1, largestScore),
        otherTop1,
        Math.sqrt(Math.max(0, squares / scores - mean * mean)),
        worst);
  }

  private static void requireComparable(int image, float[] expected, float[] found) {
    if (expected.length != found.length || expected.length == 0) {
      throw new ExportException(
          "image %d: the network gives %d scores, the exported file %d"
              .formatted(image, expected.length, found.length));
    }
    for (int j = 0; j < expected.length; j++) {
      if (!Float.isFinite(expected[j]) || !Float.isFinite(found[j])) {
        throw new ExportException(
            "image %d, score %d is %s in the network, %s in the exported file: not finite"
                .formatted(image, j, expected[j], found[j]));
      }
    }
  }

  /** Whether every difference is within the limit and every image has the same top-1. */
  public boolean holds() {
    return largestDifference <= limit && otherTop1 == 0;
  }

  /**
   * Makes sure that it {@link #holds}.
   *
   * @return this
   * @throws ExportException with the figures if it does not
   */
  public Parity require() {
    if (!holds()) {
      throw new ExportException(
          String.format(
              Locale.ROOT,
              "the exported file differs from the network by %.3g on %d images, allowed is %.3g; worst"
                  + " is score %d of image %d (%s, not %s); another top-1 on %d images",
              largestDifference,
              images,
              limit,
              worst.index(),
              worst.image(),
              worst.found(),
              worst.expected(),
              otherTop1));
    }
    return this;
  }
}
