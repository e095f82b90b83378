package io.edgenas.latency.calibrate;

import io.edgenas.base.statistics.Cholesky;

/**
 * Ridge regression with a prior spread for each coefficient: each is normal around 0 with its own
 * standard deviation, each target normal around its prediction. Coefficients and leave-one-out
 * residuals in closed form (Hastie et al., The Elements of Statistical Learning, 2009, sections 3.4
 * and 7.10). Not safe for several threads.
 */
final class Ridge {
  private final double[][] rows;
  private final double[] targets;
  private final double[][] gram;
  private final double[] moments;

  /**
   * @param rows features by network
   * @param targets one per row
   */
  Ridge(double[][] rows, double[] targets) {
    this.rows = rows;
    this.targets = targets;
    int width = rows[0].length;
    this.gram = new double[width][width];
    this.moments = new double[width];
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      for (int j = 0; j < width; j++) {
        if (row[j] != 0) {
          moments[j] += row[j] * targets[i];
          for (int k = 0; k <= j; k++) {
            gram[j][k] += row[j] * row[k];
          }
        }
      }
    }
  }

  /**
   * A fit.
   *
   * @param coefficients one per feature
   * @param residuals of each row, when fitted on all others: target less prediction
   */
  record Fit(double[] coefficients, double[] residuals) {}

  /**
   * @param spread prior standard deviation of each coefficient, 0 or more
   * @param noise standard deviation of the targets around their predictions, above 0
   */
  Fit fit(double[] spread, double noise) {
    double[] scale = new double[spread.length];
    int[] used = new int[spread.length];
    int width = 0;
    for (int j = 0; j < spread.length; j++) {
      if (spread[j] > 0) {
        scale[width] = spread[j] / noise;
        used[width++] = j;
      }
    }
    Cholesky factor = factor(scale, used, width);
    double[] scaledMoments = new double[width];
    for (int j = 0; j < width; j++) {
      scaledMoments[j] = scale[j] * moments[used[j]];
    }
    double[] z = factor.solve(scaledMoments);
    double[] coefficients = new double[spread.length];
    for (int j = 0; j < width; j++) {
      coefficients[used[j]] = scale[j] * z[j];
    }
    return new Fit(coefficients, residuals(coefficients, factor, scale, used, width));
  }

  /** Cholesky factor of the scaled Gram matrix plus the identity. */
  private Cholesky factor(double[] scale, int[] used, int width) {
    double[][] matrix = new double[width][];
    for (int j = 0; j < width; j++) {
      matrix[j] = new double[j + 1];
      for (int k = 0; k <= j; k++) {
        matrix[j][k] = scale[j] * scale[k] * gram[used[j]][used[k]] + (j == k ? 1 : 0);
      }
    }
    return new Cholesky(matrix);
  }

  private double[] residuals(
      double[] coefficients, Cholesky factor, double[] scale, int[] used, int width) {
    double[] residuals = new double[rows.length];
    double[] scaled = new double[width];
    for (int i = 0; i < rows.length; i++) {
      double predicted = 0;
      for (int j = 0; j < width; j++) {
        predicted += coefficients[used[j]] * rows[i][used[j]];
        scaled[j] = scale[j] * rows[i][used[j]];
      }
      double leverage = 0;
      for (double value : factor.forward(scaled)) {
        leverage += value * value;
      }
      residuals[i] = (targets[i] - predicted) / (1 - leverage);
    }
    return residuals;
  }
}
