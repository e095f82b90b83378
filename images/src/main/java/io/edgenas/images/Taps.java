package io.edgenas.images;

/**
 * The weights of one resize along one axis: output {@code i} is the sum of {@code count(i)} inputs
 * from {@code first(i)} on, each times its weight.
 *
 * <p>Triangle filter with half-pixel centres, as Pillow and PyTorch's antialiased bilinear compute
 * it: for {@code scale = from / to}, centre {@code c = (i + 0.5) * scale} and support {@code s =
 * max(scale, 1)}, input {@code j} weighs {@code max(0, 1 - |j + 0.5 - c| / s)}, normalised to sum
 * 1. When enlarging this is plain bilinear interpolation with the edge pixel repeated.
 */
final class Taps {
  private final int from;
  private final int to;
  private final int[] first;

  /** Where the weights of output i begin; {@code to + 1} entries. */
  private final int[] start;

  private final float[] weights;

  Taps(int from, int to) {
    this.from = from;
    this.to = to;
    double scale = (double) from / to;
    double support = Math.max(scale, 1);
    first = new int[to];
    start = new int[to + 1];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      first[i] = Math.max((int) (centre - support + 0.5), 0);
      int end = Math.min((int) (centre + support + 0.5), from);
      start[i + 1] = start[i] + end - first[i];
    }
    weights = new float[start[to]];
    for (int i = 0; i < to; i++) {
      fill(i, (i + 0.5) * scale, support);
    }
  }

  private void fill(int i, double centre, double support) {
    int count = count(i);
    double[] exact = new double[count];
    double sum = 0;
    for (int k = 0; k < count; k++) {
      exact[k] = Math.max(0, 1 - Math.abs(first[i] + k + 0.5 - centre) / support);
      sum += exact[k];
    }
    for (int k = 0; k < count; k++) {
      weights[start[i] + k] = (float) (exact[k] / sum);
    }
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int first(int i) {
    return first[i];
  }

  int count(int i) {
    return start[i + 1] - start[i];
  }

  /** Index after the last input that output {@code i} takes. */
  int end(int i) {
    return first[i] + count(i);
  }

  float weight(int i, int k) {
    return weights[start[i] + k];
  }

  /** True if each output is the input of the same index. */
  boolean identity() {
    return from == to;
  }
}
