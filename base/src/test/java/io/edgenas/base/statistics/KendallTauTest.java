package io.edgenas.base.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KendallTauTest {
  @Test
  void isOneForTheSameAndMinusOneForTheOppositeOrder() {
    double[] x = {1, 2, 3, 4};
    assertEquals(1, tau(x, new double[] {10, 20, 30, 40}), 1e-12);
    assertEquals(-1, tau(x, new double[] {4, 3, 2, 1}), 1e-12);
  }

  @Test
  void agreesWithHandComputedValues() {
    // Of 6 pairs one, (2, 3), is discordant: (5 - 1) / 6.
    assertEquals(4 / 6.0, tau(new double[] {1, 2, 3, 4}, new double[] {1, 3, 2, 4}), 1e-12);
    // One tie in x: 3 concordant, 0 discordant of 3: tau-b = 2 / sqrt(2 * 3).
    assertEquals(2 / Math.sqrt(6), tau(new double[] {1, 1, 2}, new double[] {1, 2, 3}), 1e-12);
  }

  @Test
  void agreesWithTheDefinitionOnRandomDataWithTies() {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 50; round++) {
      int n = 2 + random.nextInt(60);
      double[] x = random.ints(n, 0, 12).asDoubleStream().toArray();
      double[] y = random.ints(n, 0, 12).asDoubleStream().toArray();
      double sum = 0;
      double untiedX = 0;
      double untiedY = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          sum += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
          untiedX += x[i] == x[j] ? 0 : 1;
          untiedY += y[i] == y[j] ? 0 : 1;
        }
      }
      if (untiedX * untiedY > 0) {
        assertEquals(sum / Math.sqrt(untiedX * untiedY), tau(x, y), 1e-12);
      }
    }
  }

  @Test
  void isNotDefinedWhereOneSideIsAllEqual() {
    assertTrue(KendallTau.of(new double[] {1, 1, 1}, new double[] {1, 2, 3}).isEmpty());
    assertTrue(KendallTau.of(new double[] {1}, new double[] {1}).isEmpty());
    assertTrue(KendallTau.of(new double[0], new double[0]).isEmpty());
  }

  @Test
  void refusesNaN() {
    assertThrows(
        IllegalArgumentException.class,
        () -> KendallTau.of(new double[] {1, Double.NaN}, new double[] {1, 2}));
  }

  private static double tau(double[] x, double[] y) {
    return KendallTau.of(x, y).orElseThrow();
  }
}
