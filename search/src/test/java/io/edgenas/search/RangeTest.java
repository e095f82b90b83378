package io.edgenas.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.value.InvalidValueException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
  @Test
  void missesByTheShareOfTheBound() {
    Range range = new Range(4, 5);
    assertEquals(0, range.violation(4));
    assertEquals(0, range.violation(5));
    assertEquals(1, range.violation(10));
    assertEquals(1, range.violation(2));
  }

  @Test
  void theFartherTheMoreAndNeverInfinitely() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1_000; i++) {
      double least = random.nextDouble(1e-3, 1e3);
      Range range = new Range(least, least * random.nextDouble(1, 3));
      double below = range.least() * random.nextDouble(1e-6, 1);
      double above = range.most() * random.nextDouble(1.001, 100);
      assertTrue(range.violation(below / 2) > range.violation(below), range + " at " + below);
      assertTrue(range.violation(above * 2) > range.violation(above), range + " at " + above);
      assertTrue(range.violation(0) < Double.POSITIVE_INFINITY, range.toString());
      assertTrue(range.violation(0) >= range.violation(below), range.toString());
    }
  }

  @Test
  void boundsMayBeOpen() {
    assertEquals(0, new Range(0, 5).violation(0));
    assertEquals(0, new Range(3, Double.POSITIVE_INFINITY).violation(1e300));
    assertEquals(0, new Range(0, Double.POSITIVE_INFINITY).violation(7));
  }

  @ParameterizedTest
  @CsvSource({"-1, 5", "6, 5", "NaN, 5", "1, NaN", "0, 0", "Infinity, Infinity"})
  void refusesWhatIsNoRange(double least, double most) {
    InvalidValueException e =
        assertThrows(InvalidValueException.class, () -> new Range(least, most));
    assertTrue(e.getMessage().contains("range from " + least + " to " + most), e.getMessage());
  }
}
