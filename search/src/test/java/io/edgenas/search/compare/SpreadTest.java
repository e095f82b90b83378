package io.edgenas.search.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void leavesATenthOutOnEachSide() {
    assertEquals(new Spread(5, 1, 9), Spread.of(new double[] {9, 0, 8, 1, 7, 2, 6, 3, 10, 5, 4}));
  }

  @Test
  void oneRunHasNone() {
    assertEquals(new Spread(0.7, 0.7, 0.7), Spread.of(new double[] {0.7}));
  }
}
