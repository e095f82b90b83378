package io.edgenas.profiler.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
  @Test
  void interpolatesQuantilesBetweenOrderStatistics() {
    Samples samples = Samples.of(40, 10, 30, 20);
    assertEquals(25, samples.median());
    assertEquals(10, samples.quantile(0));
    assertEquals(13, samples.quantile(0.1), 1e-12);
    assertEquals(40, samples.quantile(1));
  }

  @Test
  void spansAllOfSixSamples() {
    assertEquals(new Interval(1, 6), Samples.of(6, 1, 5, 2, 4, 3).medianInterval());
  }

  @Test
  void leavesOneOfNineSamplesOutOnEitherSide() {
    // David and Nagaraja, Order Statistics, table for n = 9: (x(2), x(8)) has 96.1 %.
    assertEquals(new Interval(2, 8), Samples.of(1, 2, 3, 4, 5, 6, 7, 8, 9).medianInterval());
  }

  @Test
  void leavesThirtyNineOfAHundredSamplesOutOnEitherSide() {
    Samples samples = new Samples();
    for (int i = 1; i <= 100; i++) {
      samples.add(i);
    }
    // P(Bin(100, 1/2) <= 39) = 0.0176, P(... <= 40) = 0.0284.
    assertEquals(new Interval(40, 61), samples.medianInterval());
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 20, 121, 500, 501, 3_000})
  void holdsTheTrueMedianInAtLeast95PercentOfDraws(int n) {
    RandomGenerator random = new SplittableRandom(n);
    int draws = 2_000;
    int held = 0;
    for (int draw = 0; draw < draws; draw++) {
      Samples samples = new Samples();
      for (int i = 0; i < n; i++) {
        samples.add(Math.exp(random.nextGaussian()));
      }
      Interval interval = samples.medianInterval();
      held += interval.low() <= 1 && 1 <= interval.high() ? 1 : 0;
    }
    // Four standard deviations of the count below 95 %.
    assertTrue(held >= draws * 0.95 - 4 * Math.sqrt(draws * 0.95 * 0.05), held + " of " + draws);
  }

  @Test
  void wantsMoreSamplesForMoreConfidence() {
    Samples eight = Samples.of(1, 2, 3, 4, 5, 6, 7, 8);
    // All eight: 1 - 2 / 256.
    assertEquals(new Interval(1, 8), eight.medianInterval(0.99));
    assertThrows(IllegalStateException.class, () -> eight.medianInterval(0.993));
    assertThrows(IllegalArgumentException.class, () -> eight.medianInterval(Double.NaN));
  }

  @Test
  void hasNoIntervalForFiveSamples() {
    assertThrows(IllegalStateException.class, () -> Samples.of(1, 2, 3, 4, 5).medianInterval());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void refusesASampleThatIsNoNumber(double value) {
    assertThrows(IllegalArgumentException.class, () -> new Samples().add(value));
  }

  @Test
  void refusesAQuantileOfNothing() {
    assertThrows(IllegalStateException.class, () -> new Samples().median());
    assertThrows(IllegalArgumentException.class, () -> Samples.of(1).quantile(Double.NaN));
  }
}
