package io.edgenas.search.accuracy;

import io.edgenas.base.statistics.Cholesky;
import java.util.Arrays;

/**
 * Ridge regression with an unpenalised intercept, the strength chosen by exact leave-one-out error
 * (Hastie et al., The Elements of Statistical Learning, sections 3.4.1 and 7.10: with hat matrix H
 * the left-out residual is {@code e_i / (1 - h_ii)}).
 */
public final class Ridge {
  private static final double[] STRENGTHS = {
    0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000
  };

  private final double[] coefficients;
  private final double intercept;
  private final double strength;

  private Ridge(double[] coefficients, double intercept, double strength) {
    this.coefficients = coefficients;
    this.intercept = intercept;
    this.strength = strength;
  }

  /** The coefficients, one per column; not to be changed. */
  double[] coefficients() {
    return coefficients;
  }

  double intercept() {
    return intercept;
  }

  /** The penalty on the squared coefficients. */
  double strength() {
    return strength;
  }

  /** The value for a row of as many columns as those fitted on. */
  public double predict(double[] row) {
    return intercept + dot(coefficients, row);
  }

  /**
   * Fits with the best strength.
   *
   * @param rows samples, all of the same length
   * @param targets one per sample
   */
  public static Ridge fit(double[][] rows, double[] targets) {
    return fit(rows, targets, STRENGTHS);
  }

  /** Fits with the given strength, see {@link #fit(double[][], double[])}. */
  static Ridge fit(double[][] rows, double[] targets, double strength) {
    return fit(rows, targets, new double[] {strength});
  }

  private static Ridge fit(double[][] rows, double[] targets, double[] strengths) {
    double[] means = columnMeans(rows);
    double targetMean = Arrays.stream(targets).average().orElseThrow();
    double[][] centred = new double[rows.length][means.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < means.length; j++) {
        centred[i][j] = rows[i][j] - means[j];
      }
    }
    double[] residuals = Arrays.stream(targets).map(target -> target - targetMean).toArray();
    double[][] gram = gram(centred);
    double[] moment = moment(centred, residuals);
    Ridge best = null;
    double bestError = Double.POSITIVE_INFINITY;
    for (double strength : strengths) {
      Cholesky factor = new Cholesky(plusDiagonal(gram, strength));
      double[] coefficients = factor.solve(moment);
      double error =
          strengths.length == 1 ? 0 : leaveOneOutError(centred, residuals, factor, coefficients);
      if (error < bestError) {
        bestError = error;
        best = new Ridge(coefficients, targetMean - dot(coefficients, means), strength);
      }
    }
    return best;
  }

  private static double leaveOneOutError(
      double[][] rows, double[] targets, Cholesky factor, double[] coefficients) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      double[] z = factor.forward(rows[i]);
      double leverage = 1.0 / rows.length + dot(z, z);
      double residual = (targets[i] - dot(coefficients, rows[i])) / Math.max(1e-9, 1 - leverage);
      sum += residual * residual;
    }
    return sum;
  }

  private static double[][] gram(double[][] rows) {
    int n = rows[0].length;
    double[][] gram = new double[n][n];
    for (double[] row : rows) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          gram[i][j] += row[i] * row[j];
        }
      }
    }
    return gram;
  }

  private static double[] moment(double[][] rows, double[] targets) {
    double[] moment = new double[rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < moment.length; j++) {
        moment[j] += rows[i][j] * targets[i];
      }
    }
    return moment;
  }

  private static double[][] plusDiagonal(double[][] matrix, double value) {
    double[][] sum = new double[matrix.length][];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = matrix[i].clone();
      sum[i][i] += value;
    }
    return sum;
  }

  private static double[] columnMeans(double[][] rows) {
    double[] means = new double[rows[0].length];
    for (double[] row : rows) {
      for (int j = 0; j < means.length; j++) {
        means[j] += row[j] / rows.length;
      }
    }
    return means;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
