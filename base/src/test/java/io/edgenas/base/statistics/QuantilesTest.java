package io.edgenas.base.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  private static final double[] FOUR = {40, 10, 30, 20};
  private static final double[] FIVE = {5, 1, 4, 2, 3};

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
    assertEquals(25, Quantiles.median(FOUR));
    assertEquals(3, Quantiles.median(FIVE));
    assertEquals(7, Quantiles.median(new double[] {7}));
  }

  @Test
  void theUpperMedianOccurs() {
    assertEquals(30, Quantiles.upperMedian(FOUR));
    assertEquals(3, Quantiles.upperMedian(FIVE));
    assertEquals(30, Quantiles.upperMedian(new int[] {40, 10, 30, 20}));
    assertEquals(Integer.MAX_VALUE, Quantiles.upperMedian(new int[] {0, Integer.MAX_VALUE}));
  }

  @Test
  void upperQuantilesOccur() {
    assertEquals(10, Quantiles.upper(FOUR, 0));
    assertEquals(20, Quantiles.upper(FOUR, 0.49));
    assertEquals(40, Quantiles.upper(FOUR, 0.75));
    assertEquals(40, Quantiles.upper(FOUR, 1));
  }

  @Test
  void interpolatesBetweenNeighboursAndLooksAtNothingBehindThem() {
    double[] sorted = {10, 20, 30, 40, -1, -1};
    assertEquals(10, Quantiles.interpolated(sorted, 4, 0));
    assertEquals(25, Quantiles.interpolated(sorted, 4, 0.5));
    assertEquals(37, Quantiles.interpolated(sorted, 4, 0.9), 1e-12);
    assertEquals(40, Quantiles.interpolated(sorted, 4, 1));
    assertEquals(10, Quantiles.interpolated(sorted, 1, 0.3));
  }

  @Test
  void ofNothingThereIsNone() {
    assertTrue(Double.isNaN(Quantiles.median(new double[0])));
    assertTrue(Double.isNaN(Quantiles.upperMedian(new double[0])));
    assertTrue(Double.isNaN(Quantiles.upper(new double[0], 0.9)));
    assertEquals(0, Quantiles.upperMedian(new int[0]));
  }

  @Test
  void theRulesAgreeOnAnOddNumberAndLeaveTheValuesAsTheyWere() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      double[] values = random.doubles(1 + 2 * random.nextInt(20)).toArray();
      double[] before = values.clone();
      double median = Quantiles.median(values);
      assertEquals(median, Quantiles.upperMedian(values));
      assertArrayEquals(before, values);
      Arrays.sort(before);
      assertEquals(median, Quantiles.interpolated(before, before.length, 0.5));
    }
  }
}
