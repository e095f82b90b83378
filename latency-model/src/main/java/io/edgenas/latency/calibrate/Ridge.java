package io.edgenas.latency.calibrate;

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
    double[][] lower = factor(scale, used, width);
    double[] z = new double[width];
    for (int j = 0; j < width; j++) {
      z[j] = scale[j] * moments[used[j]];
    }
    forward(lower, z, width);
    backward(lower, z, width);
    double[] coefficients = new double[spread.length];
    for (int j = 0; j < width; j++) {
      coefficients[used[j]] = scale[j] * z[j];
    }
    return new Fit(coefficients, residuals(coefficients, lower, scale, used, width));
  }

  /** Cholesky factor of the scaled Gram matrix plus the identity. */
  private double[][] factor(double[] scale, int[] used, int width) {
    double[][] lower = new double[width][];
    for (int j = 0; j < width; j++) {
      lower[j] = new double[j + 1];
      for (int k = 0; k <= j; k++) {
        double sum = scale[j] * scale[k] * gram[used[j]][used[k]] + (j == k ? 1 : 0);
        for (int m = 0; m < k; m++) {
          sum -= lower[j][m] * lower[k][m];
        }
        lower[j][k] = j == k ? Math.sqrt(sum) : sum / lower[k][k];
      }
    }
    return lower;
  }

  private static void forward(double[][] lower, double[] z, int width) {
    for (int j = 0; j < width; j++) {
      double sum = z[j];
      for (int k = 0; k < j; k++) {
        sum -= lower[j][k] * z[k];
      }
      z[j] = sum / lower[j][j];
    }
  }

  private static void backward(double[][] lower, double[] z, int width) {
    for (int j = width - 1; j >= 0; j--) {
      double sum = z[j];
      for (int k = j + 1; k < width; k++) {
        sum -= lower[k][j] * z[k];
      }
      z[j] = sum / lower[j][j];
    }
  }

  private double[] residuals(
      double[] coefficients, double[][] lower, double[] scale, int[] used, int width) {
    double[] residuals = new double[rows.length];
    double[] scaled = new double[width];
    for (int i = 0; i < rows.length; i++) {
      double predicted = 0;
      for (int j = 0; j < width; j++) {
        predicted += coefficients[used[j]] * rows[i][used[j]];
        scaled[j] = scale[j] * rows[i][used[j]];
      }
      forward(lower, scaled, width);
      double leverage = 0;
      for (double value : scaled) {
        leverage += value * value;
      }
      residuals[i] = (targets[i] - predicted) / (1 - leverage);
    }
    return residuals;
  }
}
