package io.edgenas.base.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntervalTest {
  /** By hand: centre and half width of Wilson's formula; the first two are its textbook cases. */
  @Test
  void isWilsons() {
    assertInterval(0, 0.277533, Interval.ofShare(0, 10));
    assertInterval(0.722467, 1, Interval.ofShare(10, 10));
    assertInterval(0.236593, 0.763407, Interval.ofShare(5, 10));
    assertInterval(0.833681, 0.864977, Interval.ofShare(1_700, 2_000));
  }

  private static void assertInterval(double low, double high, Interval found) {
    assertEquals(low, found.low(), 2e-6);
    assertEquals(high, found.high(), 2e-6);
  }

  @Test
  void ofAMeanOfOneShareIsThatShares() {
    Interval own = Interval.ofShare(7, 9);
    assertInterval(own.low(), own.high(), Interval.ofMeanShare(new long[] {7}, new long[] {9}));
  }

  @Test
  void coversAboutNineteenOfTwenty() {
    SplittableRandom random = new SplittableRandom(3);
    int single = 0;
    int mean = 0;
    int tries = 4_000;
    double[] shares = {0.95, 0.6, 0.8};
    for (int i = 0; i < tries; i++) {
      long[] hits = new long[3];
      long[] counts = {30, 60, 200};
      for (int k = 0; k < 3; k++) {
        for (int j = 0; j < counts[k]; j++) {
          hits[k] += random.nextDouble() < shares[k] ? 1 : 0;
        }
      }
      single += Interval.ofShare(hits[1], counts[1]).contains(shares[1]) ? 1 : 0;
      mean += Interval.ofMeanShare(hits, counts).contains((0.95 + 0.6 + 0.8) / 3) ? 1 : 0;
    }
    assertEquals(0.95, (double) single / tries, 0.02);
    assertEquals(0.95, (double) mean / tries, 0.02);
  }

  @Test
  void knowsWhatIsWithin() {
    Interval interval = new Interval(0.1, 0.3);
    assertTrue(interval.contains(0.1) && interval.contains(0.3));
    assertFalse(interval.contains(0.31));
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThrows(IllegalArgumentException.class, () -> Interval.ofShare(2, 1));
    assertThrows(IllegalArgumentException.class, () -> Interval.ofShare(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Interval(Double.NaN, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Interval.ofMeanShare(new long[] {1}, new long[] {1, 2}));
  }
}
