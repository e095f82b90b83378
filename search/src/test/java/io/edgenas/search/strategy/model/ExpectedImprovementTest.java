package io.edgenas.search.strategy.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.search.accuracy.Belief;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpectedImprovementTest {
  @Test
  void isTheMeanImprovementOfDraws() {
    Random random = new Random(1);
    for (double best : new double[] {0.5, 0.7, 0.75, 0.9}) {
      double drawn =
          IntStream.range(0, 400_000)
              .mapToDouble(i -> Math.max(0, 0.7 + 0.1 * random.nextGaussian() - best))
              .average()
              .orElseThrow();
      assertEquals(drawn, ExpectedImprovement.of(new Belief(0.7, 0.1), best), 1e-3);
    }
  }

  @Test
  void isTheImprovementItselfWhereNothingIsUncertain() {
    assertEquals(0.2, ExpectedImprovement.of(new Belief(0.7, 0), 0.5), 1e-12);
    assertEquals(0, ExpectedImprovement.of(new Belief(0.7, 0), 0.8));
  }

  @Test
  void risesWithTheMeanAndTheDeviationAndIsNeverNegative() {
    double worst = ExpectedImprovement.of(new Belief(0.1, 0.01), 0.9);
    assertTrue(worst >= 0 && worst < 1e-12);
    double one = ExpectedImprovement.of(new Belief(0.7, 0.05), 0.75);
    assertTrue(ExpectedImprovement.of(new Belief(0.72, 0.05), 0.75) > one);
    assertTrue(ExpectedImprovement.of(new Belief(0.7, 0.06), 0.75) > one);
  }
}
