package io.edgenas.search.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NormalTest {
  /** Abramowitz and Stegun, tables 26.1 and 26.5. */
  @Test
  void isTheNormalOfTheBooks() {
    assertEquals(0.3989422804, Normal.density(0), 1e-10);
    assertEquals(0.2419707245, Normal.density(-1), 1e-10);
    assertEquals(0.8413447461, Normal.probability(1), 1e-10);
    assertEquals(0.0227501319, Normal.probability(-2), 1e-10);
    assertEquals(1.9599639845, Normal.quantile(0.975), 1e-9);
    assertEquals(-1.2815515655, Normal.quantile(0.1), 1e-9);
  }
}
