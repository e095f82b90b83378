package io.edgenas.base.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgMaxTest {
  @Test
  void isTheHighestAndOfEqualOnesTheFirst() {
    assertEquals(2, ArgMax.of(new float[] {1, -3, 4, 2}));
    assertEquals(0, ArgMax.of(new float[] {-2, -2, -5}));
    assertEquals(0, ArgMax.of(new float[] {7}));
  }

  @Test
  void countsFromTheFirstOfTheScoresAskedAbout() {
    assertEquals(1, ArgMax.of(new float[] {9, 1, 3, 9}, 1, 2));
    assertEquals(0, ArgMax.of(new float[] {Float.NaN, 1, 0}, 1, 2));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesScoresThatAreNotFiniteWhereverTheyStand(float bad) {
    for (int at = 0; at < 3; at++) {
      float[] scores = {1, 5, 2};
      scores[at] = bad;
      String message =
          assertThrows(ArithmeticException.class, () -> ArgMax.of(scores)).getMessage();
      assertTrue(message.contains("score " + at + " of 3 is " + bad), message);
    }
  }

  @Test
  void refusesNoScores() {
    assertThrows(IllegalArgumentException.class, () -> ArgMax.of(new float[0]));
  }
}
