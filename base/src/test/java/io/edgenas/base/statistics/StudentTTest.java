package io.edgenas.base.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StudentTTest {
  @Test
  void isThatOfTheTables() {
    assertEquals(12.706, StudentT.quantile975(1));
    assertEquals(2.776, StudentT.quantile975(4));
    assertEquals(2.021, StudentT.quantile975(40), 0.002);
    assertEquals(1.984, StudentT.quantile975(100), 0.002);
  }

  @Test
  void fallsTowardsTheNormalQuantile() {
    for (int n = 2; n < 200; n++) {
      assertTrue(StudentT.quantile975(n) < StudentT.quantile975(n - 1), "at " + n);
    }
    assertEquals(1.96, StudentT.quantile975(1_000_000), 1e-4);
  }

  @Test
  void needsADegreeOfFreedom() {
    assertThrows(IllegalArgumentException.class, () -> StudentT.quantile975(0));
  }
}
