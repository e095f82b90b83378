package io.edgenas.search.strategy.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {
  @Test
  void comparesTheFirstBatchWithItself() {
    assertArrayEquals(new double[] {-1, 1}, new Baseline(0.9).advantages(List.of(2.0, 4.0)), 1e-12);
  }

  @Test
  void comparesLaterOnesWithWhatWasUsual() {
    Baseline baseline = new Baseline(0.5);
    baseline.advantages(List.of(2.0, 4.0)); // mean 3, square 1
    assertArrayEquals(new double[] {3}, baseline.advantages(List.of(6.0)), 1e-12);
    // mean (3 + 6) / 2, square (1 + 9) / 2
    assertArrayEquals(new double[] {-0.5 / Math.sqrt(5)}, baseline.advantages(List.of(4.0)), 1e-12);
  }

  @Test
  void doesNotDependOnTheUnitOfTheReward() {
    Baseline percent = new Baseline(0.7);
    Baseline fraction = new Baseline(0.7);
    percent.advantages(List.of(50.0, 61.0, 55.0));
    fraction.advantages(List.of(0.50, 0.61, 0.55));
    assertArrayEquals(
        percent.advantages(List.of(70.0, 40.0)), fraction.advantages(List.of(0.70, 0.40)), 1e-9);
  }

  @Test
  void hasNothingToSayWhereAllRewardsAreTheSame() {
    Baseline baseline = new Baseline(0.9);
    assertArrayEquals(new double[] {0, 0}, baseline.advantages(List.of(0.1, 0.1)));
    assertArrayEquals(new double[] {0}, baseline.advantages(List.of(0.1)));
  }
}
