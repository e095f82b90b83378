package io.edgenas.base.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CholeskyInverseTest {
  private static final int SIZE = 12;

  /** A product with its own transpose, and something on the diagonal. */
  private static double[][] matrix(long seed) {
    Random random = new Random(seed);
    double[][] a = new double[SIZE][SIZE];
    for (double[] row : a) {
      Arrays.setAll(row, j -> random.nextGaussian());
    }
    double[][] product = new double[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        product[i][j] = i == j ? 0.5 : 0;
        for (int k = 0; k < SIZE; k++) {
          product[i][j] += a[i][k] * a[j][k];
        }
      }
    }
    return product;
  }

  @Test
  void timesTheMatrixIsOne() {
    for (long seed = 0; seed < 20; seed++) {
      double[][] matrix = matrix(seed);
      Cholesky factor = new Cholesky(matrix);
      double[][] lower = factor.inverse();
      for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
          double sum = 0;
          for (int k = 0; k < SIZE; k++) {
            sum += matrix[i][k] * (k >= j ? lower[k][j] : lower[j][k]);
          }
          assertEquals(i == j ? 1 : 0, sum, 1e-9);
        }
      }
      double[] diagonal = factor.inverseDiagonal();
      for (int i = 0; i < SIZE; i++) {
        assertEquals(lower[i][i], diagonal[i], 1e-12 * Math.abs(diagonal[i]));
      }
    }
  }

  /** Scaling by 2 multiplies the determinant by 2 to the power of the size. */
  @Test
  void logarithmOfTheDeterminant() {
    assertEquals(
        Math.log(4 * 5 - 2 * 2),
        new Cholesky(new double[][] {{4}, {2, 5}}).logDeterminant(),
        1e-12);
    double[][] matrix = matrix(3);
    double before = new Cholesky(matrix).logDeterminant();
    for (double[] row : matrix) {
      Arrays.setAll(row, j -> 2 * row[j]);
    }
    assertEquals(before + SIZE * Math.log(2), new Cholesky(matrix).logDeterminant(), 1e-9);
  }
}
