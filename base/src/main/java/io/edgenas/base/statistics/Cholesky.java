package io.edgenas.base.statistics;

/**
 * Factors a symmetric positive definite matrix and solves with it (Golub and Van Loan, Matrix
 * Computations, 2013, section 4.2.3).
 */
public final class Cholesky {
  private final double[][] lower;

  /**
   * @param matrix square; only its lower triangle is read
   * @throws ArithmeticException if it is not positive definite
   */
  public Cholesky(double[][] matrix) {
    int n = matrix.length;
    lower = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = new double[i + 1];
      lower[i] = row;
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j] - dot(row, lower[j], j);
        if (i == j && !(rest > 0)) {
          throw new ArithmeticException("matrix is not positive definite in row " + i);
        }
        row[j] = i == j ? Math.sqrt(rest) : rest / lower[j][j];
      }
    }
  }

  private static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** The solution {@code z} of {@code L z = b}, where {@code L L' = matrix}. */
  public double[] forward(double[] b) {
    double[] z = new double[b.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = (b[i] - dot(lower[i], z, i)) / lower[i][i];
    }
    return z;
  }

  /** The solution {@code x} of {@code matrix x = b}. */
  public double[] solve(double[] b) {
    double[] x = forward(b);
    for (int i = x.length - 1; i >= 0; i--) {
      x[i] /= lower[i][i];
      for (int k = 0; k < i; k++) {
        x[k] -= lower[i][k] * x[i];
      }
    }
    return x;
  }
}
