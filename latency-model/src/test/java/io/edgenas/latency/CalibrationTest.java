package io.edgenas.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.latency.Calibration.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Features SOME = new Features(10, 100, 20, 9);

  @Test
  void isThePlainTableAndOneCallOverheadWithoutNetworks() {
    assertEquals(136, Calibration.fit(List.of(), 6).latencyUs(SOME));
  }

  @Test
  void isTheMedianRatioForFewNetworks() {
    List<Sample> samples =
        List.of(
            new Sample(new Features(10, 80, 4, 9), 110),
            new Sample(new Features(10, 180, 4, 9), 240),
            new Sample(new Features(10, 280, 4, 9), 6000));
    // Ratios 1.1, 1.2 and an outlier of 20.
    assertEquals(1.2 * 136, Calibration.fit(samples, 6).latencyUs(SOME), 1e-9);
  }

  @Test
  void findsTheScaleOfADevice() {
    assertFits(f -> 6.6 + 1.1 * f.tableUs(), 0, 0.002);
  }

  @Test
  void findsAScaleOfTheBlocksAlone() {
    assertFits(f -> 6 + f.stemUs() + 1.25 * f.blocksUs() + f.headUs(), 0, 0.01);
  }

  @Test
  void findsACostPerLayer() {
    assertFits(f -> 6 + 0.9 * f.tableUs() + 3 * f.layers(), 0, 0.01);
  }

  @Test
  void standsNoise() {
    assertFits(f -> 6 + 0.9 * f.tableUs() + 3 * f.layers(), 0.03, 0.02);
  }

  @Test
  void hasNoCoefficientBelowZero() {
    Calibration fitted = Calibration.fit(samples(f -> f.blocksUs() / 3 - 4, 0, 200), 6);
    for (double coefficient :
        new double[] {
          fitted.constantUs(),
          fitted.stemScale(),
          fitted.blockScale(),
          fitted.headScale(),
          fitted.perLayerUs()
        }) {
      assertTrue(coefficient >= 0, fitted.toString());
    }
  }

  /** Fits on 60 networks; judges the mean error against the true latencies of 200 others. */
  private static void assertFits(
      ToDoubleFunction<Features> trueUs, double noise, double meanError) {
    Calibration fitted = Calibration.fit(samples(trueUs, noise, 60), 6);
    double error =
        samples(trueUs, 0, 260).subList(60, 260).stream()
            .mapToDouble(s -> Math.abs(fitted.latencyUs(s.features()) / s.measuredUs() - 1))
            .average()
            .orElseThrow();
    assertTrue(error <= meanError, error + " " + fitted);
  }

  private static List<Sample> samples(ToDoubleFunction<Features> trueUs, double noise, int count) {
    SplittableRandom random = new SplittableRandom(12);
    SplittableRandom errors = new SplittableRandom(13);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int blocks = 4 + random.nextInt(12);
      double size = 0.5 + random.nextInt(3) / 2.0;
      double blocksUs = 0;
      for (int b = 0; b < blocks; b++) {
        blocksUs += size * (5 + 20 * random.nextDouble());
      }
      Features features = new Features(20 * size, blocksUs, 15 * size, blocks + 5);
      samples.add(
          new Sample(
              features, trueUs.applyAsDouble(features) * Math.exp(noise * errors.nextGaussian())));
    }
    return samples;
  }
}
