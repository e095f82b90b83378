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

  /** The natural logarithm of the determinant of the matrix. */
  public double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < lower.length; i++) {
      sum += 2 * Math.log(lower[i][i]);
    }
    return sum;
  }

  /** The lower triangle of the inverse of the matrix: row {@code i} has {@code i + 1} entries. */
  public double[][] inverse() {
    double[][] columns = inverseFactorColumns();
    int n = lower.length;
    double[][] inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      inverse[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        // Column c of the inverse factor starts at row c; both have entries from row i on.
        double sum = 0;
        double[] a = columns[i];
        double[] b = columns[j];
        for (int k = i; k < n; k++) {
          sum += a[k - i] * b[k - j];
        }
        inverse[i][j] = sum;
      }
    }
    return inverse;
  }

  /** The diagonal of the inverse of the matrix. */
  public double[] inverseDiagonal() {
    double[] diagonal = new double[lower.length];
    double[][] columns = inverseFactorColumns();
    for (int i = 0; i < diagonal.length; i++) {
      diagonal[i] = dot(columns[i], columns[i], columns[i].length);
    }
    return diagonal;
  }

  /** The columns of the inverse of {@code L}; column {@code c} begins at its diagonal. */
  private double[][] inverseFactorColumns() {
    int n = lower.length;
    double[][] columns = new double[n][];
    for (int c = 0; c < n; c++) {
      double[] column = new double[n - c];
      column[0] = 1 / lower[c][c];
      for (int i = c + 1; i < n; i++) {
        double sum = 0;
        double[] row = lower[i];
        for (int k = c; k < i; k++) {
          sum += row[k] * column[k - c];
        }
        column[i - c] = -sum / row[i];
      }
      columns[c] = column;
    }
    return columns;
  }
}
