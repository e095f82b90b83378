package io.edgenas.latency.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RidgeTest {
  private static final SplittableRandom RANDOM = new SplittableRandom(5);
  private static final double[][] ROWS =
      Stream.generate(() -> RANDOM.doubles(6, -1, 1).toArray()).limit(40).toArray(double[][]::new);
  private static final double[] TARGETS = RANDOM.doubles(40, -1, 1).toArray();

  @Test
  void minimisesErrorsOverNoisePlusCoefficientsOverSpreads() {
    double[] spread = {0.1, 1, 0.3, 2, 0.5, 1};
    double[] best = new Ridge(ROWS, TARGETS).fit(spread, 0.2).coefficients();
    double least = objective(best, spread, 0.2);
    for (int j = 0; j < best.length; j++) {
      for (double step : new double[] {-1e-3, 1e-3}) {
        double[] moved = best.clone();
        moved[j] += step;
        assertTrue(objective(moved, spread, 0.2) > least, "coefficient " + j);
      }
    }
  }

  private static double objective(double[] coefficients, double[] spread, double noise) {
    double sum = 0;
    for (int i = 0; i < ROWS.length; i++) {
      double error = (TARGETS[i] - dot(ROWS[i], coefficients)) / noise;
      sum += error * error;
    }
    for (int j = 0; j < spread.length; j++) {
      sum += coefficients[j] * coefficients[j] / (spread[j] * spread[j]);
    }
    return sum;
  }

  @Test
  void leavesOutOneAsAFitWithoutItDoes() {
    double[] spread = {0.1, 1, 0, 2, 0.5, 1};
    double[] residuals = new Ridge(ROWS, TARGETS).fit(spread, 0.2).residuals();
    for (int i = 0; i < ROWS.length; i++) {
      double[][] rows = new double[ROWS.length - 1][];
      double[] targets = new double[ROWS.length - 1];
      for (int k = 0; k < targets.length; k++) {
        rows[k] = ROWS[k < i ? k : k + 1];
        targets[k] = TARGETS[k < i ? k : k + 1];
      }
      double[] without = new Ridge(rows, targets).fit(spread, 0.2).coefficients();
      assertEquals(TARGETS[i] - dot(ROWS[i], without), residuals[i], 1e-9);
    }
  }

  @Test
  void noSpreadIsNoCoefficient() {
    double[] coefficients =
        new Ridge(ROWS, TARGETS).fit(new double[] {0, 1, 0, 1, 1, 1}, 1).coefficients();
    assertEquals(0, coefficients[0]);
    assertEquals(0, coefficients[2]);
    assertTrue(Arrays.stream(coefficients).anyMatch(c -> c != 0));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
