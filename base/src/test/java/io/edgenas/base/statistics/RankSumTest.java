package io.edgenas.base.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankSumTest {
  private static double[] sample(double... values) {
    return values;
  }

  /** One split of 20 ranks as high; two have a sum of 14 or more. */
  @Test
  void countsTheSplitsOfSmallSamples() {
    RankSum best = RankSum.of(sample(7, 8, 9), sample(1, 2, 3));
    assertEquals(1.0 / 20, best.chanceOfLarger(), 1e-12);
    assertEquals(1, best.chanceOfSmaller(), 1e-12);
    assertEquals(1, best.larger(), 1e-12);
    RankSum second = RankSum.of(sample(3, 8, 9), sample(1, 2, 7));
    assertEquals(2.0 / 20, second.chanceOfLarger(), 1e-12);
    assertEquals(8.0 / 9, second.larger(), 1e-12);
  }

  /** Of the six splits of 1, 2, 2, 3 two have both ends or both twos, and one is higher still. */
  @Test
  void countsTiesExactly() {
    RankSum tied = RankSum.of(sample(2, 3), sample(1, 2));
    assertEquals(2.0 / 6, tied.chanceOfLarger(), 1e-12);
    assertEquals(0.25, tied.equal(), 1e-12);
    assertEquals(0.75, tied.larger(), 1e-12);
    RankSum equal = RankSum.of(sample(1, 1, 1), sample(1, 1));
    assertEquals(1, equal.chanceOfLarger(), 1e-12);
    assertEquals(1, equal.chanceOfSmaller(), 1e-12);
    assertEquals(1, equal.equal(), 1e-12);
  }

  /**
   * A table of critical values: for 20 and 20, U of at most 127 is significant at 5 % two-sided.
   */
  @Test
  void agreesWithPublishedCriticalValues() {
    assertTrue(withStatistic(20, 127).chanceOfSmaller() <= 0.025);
    assertTrue(withStatistic(20, 128).chanceOfSmaller() > 0.025);
  }

  /** Two samples without ties of which the first is larger in so many of the pairs. */
  private static RankSum withStatistic(int size, int pairs) {
    double[] first = new double[size];
    double[] second = IntStream.range(0, size).mapToDouble(i -> 10 * i + 5).toArray();
    int left = pairs;
    for (int i = size - 1; i >= 0; i--) {
      int above = Math.min(left, size);
      first[i] = 10 * above + 0.01 * i;
      left -= above;
    }
    return RankSum.of(first, second);
  }

  @Test
  void swappingTheSamplesSwapsTheAnswer() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50; i++) {
      double[] a = random.doubles(1 + random.nextInt(8)).map(v -> Math.rint(5 * v)).toArray();
      double[] b = random.doubles(1 + random.nextInt(8)).map(v -> Math.rint(5 * v)).toArray();
      RankSum ab = RankSum.of(a, b);
      RankSum ba = RankSum.of(b, a);
      assertEquals(ab.chanceOfLarger(), ba.chanceOfSmaller(), 1e-12);
      assertEquals(1, ab.larger() + ab.equal() + ba.larger(), 1e-12);
    }
  }

  /** Of samples from one distribution, 5 % and no more are called larger at 5 %. */
  @Test
  void keepsItsLevel() {
    SplittableRandom random = new SplittableRandom(2);
    int called = 0;
    for (int i = 0; i < 2_000; i++) {
      double[] values = random.doubles(16).toArray();
      double[] first = Arrays.copyOf(values, 8);
      double[] second = Arrays.copyOfRange(values, 8, 16);
      called += RankSum.of(first, second).chanceOfLarger() <= 0.05 ? 1 : 0;
    }
    assertEquals(0.05, called / 2_000.0, 0.015);
  }

  @Test
  void refusesWhatHasNoRank() {
    assertThrows(IllegalArgumentException.class, () -> RankSum.of(sample(), sample(1)));
    assertThrows(IllegalArgumentException.class, () -> RankSum.of(sample(Double.NaN), sample(1)));
  }
}
