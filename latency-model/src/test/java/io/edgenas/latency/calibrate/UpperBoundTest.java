package io.edgenas.latency.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpperBoundTest {
  private static final int ROUNDS = 2_000;

  /** Distributions of log ratios as devices have them. */
  private enum Noise {
    NORMAL(random -> 0.03 * random.nextGaussian()),
    BIASED(random -> 0.5 + 0.03 * random.nextGaussian()),
    LONG_TAIL(random -> 0.02 * random.nextExponential()),
    TWO_SIDED_TAIL(random -> (random.nextBoolean() ? 0.02 : -0.02) * random.nextExponential()),
    HEAVY_TAIL(random -> 0.01 * Math.exp(random.nextGaussian())),
    BURSTS(random -> 0.015 * random.nextGaussian() + (random.nextInt(20) == 0 ? 0.1 : 0)),
    UNIFORM(random -> random.nextDouble(-0.05, 0.05));

    private final ToDoubleFunction<RandomGenerator> draw;

    Noise(ToDoubleFunction<RandomGenerator> draw) {
      this.draw = draw;
    }
  }

  private static List<double[]> once(double... ratios) {
    return IntStream.range(0, ratios.length).mapToObj(i -> new double[] {ratios[i]}).toList();
  }

  @Test
  void isThePredictionBoundOfStudentForFewNetworks() {
    // mean 0.02, s 0.01, t(2) 2.920
    double factor = UpperBound.factor(once(0.01, 0.02, 0.03)).getAsDouble();
    assertEquals(Math.exp(0.02 + 2.920 * 0.01 * Math.sqrt(4 / 3.0)), factor, 1e-12);
  }

  @Test
  void isTheValueOfARankForManyNetworks() {
    // The 57th smallest of 59: 0.95 * 60.
    double[] ratios = IntStream.range(0, 59).mapToDouble(i -> i / 1000.0).toArray();
    assertEquals(Math.exp(0.056), UpperBound.factor(once(ratios)).getAsDouble(), 1e-12);
    // Between the 37th and the 38th of 38: 0.95 * 39 = 37.05.
    double[] fewer = IntStream.range(0, 38).mapToDouble(i -> i / 1000.0).toArray();
    assertEquals(Math.exp(0.03605), UpperBound.factor(once(fewer)).getAsDouble(), 1e-12);
  }

  @Test
  void aRepeatedRunThatSaysTheSameChangesLittle() {
    double[] ratios = IntStream.range(0, 59).mapToDouble(i -> i / 1000.0).toArray();
    List<double[]> twice = once(ratios).stream().map(r -> new double[] {r[0], r[0]}).toList();
    assertEquals(
        UpperBound.factor(once(ratios)).getAsDouble(),
        UpperBound.factor(twice).getAsDouble(),
        0.001);
  }

  @Test
  void isAbsentWithFewerThanTwoNetworks() {
    assertTrue(UpperBound.factor(List.of()).isEmpty());
    assertTrue(UpperBound.factor(once(0.1)).isEmpty());
  }

  @Test
  void neverLiesBelowThePrediction() {
    assertEquals(1, UpperBound.factor(once(-0.2, -0.21, -0.2)).getAsDouble());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 10, 19})
  void coversNormalErrorsWithFewNetworks(int n) {
    double share = coverage(n, Noise.NORMAL, Noise.NORMAL, 1);
    assertTrue(share > 0.935 && share < 0.965, n + ": " + share);
  }

  @ParameterizedTest
  @EnumSource
  void coversItsShareWhateverTheNoise(Noise noise) {
    double sum = 0;
    int[] counts = {20, 38, 100};
    for (int n : counts) {
      double share = coverage(n, noise, Noise.UNIFORM, 1);
      assertTrue(share > 0.93 && share < 0.97, noise + ", " + n + ": " + share);
      sum += share;
    }
    assertEquals(0.95, sum / counts.length, 0.01);
  }

  @ParameterizedTest
  @EnumSource
  void coversASingleFutureRunOfNetworksThatWereMeasuredTwice(Noise noise) {
    for (int n : new int[] {20, 60}) {
      double share = coverage(n, Noise.NORMAL, noise, 2);
      assertTrue(share > 0.93 && share < 0.97, noise + ", " + n + ": " + share);
    }
  }

  /** How often one future run of another network lies under the bound of n networks. */
  private static double coverage(int n, Noise ofModel, Noise ofRuns, int runs) {
    SplittableRandom random = new SplittableRandom(n);
    int covered = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<double[]> ratios =
          Stream.generate(() -> network(ofModel, ofRuns, runs, random)).limit(n).toList();
      double future = network(ofModel, ofRuns, 1, random)[0];
      covered += future <= Math.log(UpperBound.factor(ratios).getAsDouble()) ? 1 : 0;
    }
    return (double) covered / ROUNDS;
  }

  /** Runs of a network: the model's error, which they share, and each one's own. */
  private static double[] network(Noise ofModel, Noise ofRuns, int runs, RandomGenerator random) {
    double shared = 0.5 + ofModel.draw.applyAsDouble(random);
    return IntStream.range(0, runs)
        .mapToDouble(run -> shared + ofRuns.draw.applyAsDouble(random))
        .toArray();
  }
}
