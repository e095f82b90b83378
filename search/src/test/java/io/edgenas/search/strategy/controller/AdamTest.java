package io.edgenas.search.strategy.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AdamTest {
  @Test
  void theFirstStepIsAsLongAsTheRateWhateverTheGradient() {
    double[] parameters = {1, 1, 1};
    new Adam(3, 0.1).step(parameters, new double[] {1e-3, -5e4, 0});
    assertArrayEquals(new double[] {1.1, 0.9, 1}, parameters, 1e-5);
  }

  /** By hand: moments 0.1, 0.001 and then 0.09 - 0.2, 0.000999 + 0.004, each over what is left. */
  @Test
  void theSecondStepFollowsThePaper() {
    double[] parameters = {0};
    Adam adam = new Adam(1, 0.1);
    adam.step(parameters, new double[] {1});
    adam.step(parameters, new double[] {-2});
    double mean = (0.09 - 0.2) / (1 - 0.81);
    double square = (0.000999 + 0.004) / (1 - 0.998001);
    assertEquals(0.1 + 0.1 * mean / Math.sqrt(square), parameters[0], 1e-8);
  }

  @Test
  void climbsAHill() {
    double[] at = {3, -2};
    Adam adam = new Adam(2, 0.05);
    for (int step = 0; step < 1_000; step++) {
      adam.step(at, new double[] {-2 * (at[0] - 1), -20 * (at[1] - 1)});
    }
    assertArrayEquals(new double[] {1, 1}, at, 1e-3);
  }
}
