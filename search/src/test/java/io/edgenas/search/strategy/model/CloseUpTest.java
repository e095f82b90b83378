package io.edgenas.search.strategy.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CloseUpTest {
  private static final double[] VALUES = {0.1, 0.9, 0.85, 0.8, 0.91, 0.905};

  @Test
  void keepsTheOrder() {
    double[] seen = CloseUp.of(VALUES);
    for (int i = 0; i < seen.length; i++) {
      for (int j = 0; j < seen.length; j++) {
        assertTrue(seen[i] > seen[j] == VALUES[i] > VALUES[j], i + " and " + j);
      }
    }
  }

  @Test
  void aStepAmongTheBestIsLargerThanOneAmongThePoor() {
    double[] seen = CloseUp.of(new double[] {0.1, 0.11, 0.5, 0.6, 0.89, 0.9});
    assertTrue(seen[5] - seen[4] > 3 * (seen[1] - seen[0]), Arrays.toString(seen));
  }

  @Test
  void theUnitDoesNotMatter() {
    double[] percent = Arrays.stream(VALUES).map(v -> 100 * v - 7).toArray();
    assertArrayEquals(CloseUp.of(VALUES), CloseUp.of(percent), 1e-9);
  }

  @Test
  void mostMayBeEqualToTheBest() {
    double[] seen = CloseUp.of(new double[] {0.9, 0.9, 0.9, 0.2});
    assertTrue(seen[0] > seen[3] && Double.isFinite(seen[0] - seen[3]), Arrays.toString(seen));
    assertArrayEquals(new double[2], CloseUp.of(new double[] {0.4, 0.4}));
  }
}
