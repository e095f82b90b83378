package io.edgenas.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpperBoundTest {
  @Test
  void isThePredictionBoundOfStudentForFewNetworks() {
    // mean 0.02, s 0.01, t(2) 2.920
    double factor = UpperBound.factor(new double[] {0.01, 0.02, 0.03}).getAsDouble();
    assertEquals(Math.exp(0.02 + 2.920 * 0.01 * Math.sqrt(4 / 3.0)), factor, 1e-12);
  }

  @Test
  void isAnOrderStatisticForManyNetworks() {
    double[] ratios = IntStream.range(0, 59).mapToDouble(i -> i / 1000.0).toArray();
    // The 57th smallest of 59: ceil(0.95 * 60).
    assertEquals(Math.exp(0.056), UpperBound.factor(ratios).getAsDouble(), 1e-12);
  }

  @Test
  void isAbsentWithFewerThanTwoNetworks() {
    assertTrue(UpperBound.factor(new double[0]).isEmpty());
    assertTrue(UpperBound.factor(new double[] {0.1}).isEmpty());
  }

  @Test
  void neverLiesBelowThePrediction() {
    assertEquals(1, UpperBound.factor(new double[] {-0.2, -0.21, -0.2}).getAsDouble());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 20, 39, 40, 100})
  void coversAboutTheShareItPromises(int n) {
    SplittableRandom random = new SplittableRandom(n);
    int rounds = 20_000;
    int covered = 0;
    for (int round = 0; round < rounds; round++) {
      double[] ratios = IntStream.range(0, n).mapToDouble(i -> ratio(random)).toArray();
      covered += ratio(random) <= Math.log(UpperBound.factor(ratios).getAsDouble()) ? 1 : 0;
    }
    double share = (double) covered / rounds;
    // Conformal coverage lies between 95 % and 95 % + 1 / (n + 1); three standard errors around.
    assertTrue(share > 0.945 && share < 0.955 + 1.0 / (n + 1), n + ": " + share);
  }

  private static double ratio(SplittableRandom random) {
    return 0.5 + 0.03 * random.nextGaussian();
  }
}
