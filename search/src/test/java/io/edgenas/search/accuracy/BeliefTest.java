package io.edgenas.search.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BeliefTest {
  @Test
  void anEvaluationPullsByItsPrecision() {
    Belief after = new Belief(0.8, 0.03).after(0.9, 0.04);
    assertEquals((0.8 * 16 + 0.9 * 9) / 25, after.mean(), 1e-12);
    assertEquals(0.024, after.deviation(), 1e-12);
    assertEquals(new Belief(0.8, 0), new Belief(0.8, 0).after(0.1, 0.01));
  }

  /**
   * The chance is that of two draws, and what is learned from an evaluation is right on average.
   */
  @Test
  void agreesWithDraws() {
    Random random = new Random(1);
    Belief a = new Belief(0.80, 0.02);
    Belief b = new Belief(0.79, 0.01);
    int draws = 40_000;
    int wins = 0;
    int inside = 0;
    for (int i = 0; i < draws; i++) {
      double truth = a.mean() + a.deviation() * random.nextGaussian();
      wins += truth > b.mean() + b.deviation() * random.nextGaussian() ? 1 : 0;
      Belief after = a.after(truth + 0.03 * random.nextGaussian(), 0.03);
      inside += after.interval95().contains(truth) ? 1 : 0;
    }
    assertEquals((double) wins / draws, a.chanceToBeat(b), 0.01);
    assertEquals(0.95, (double) inside / draws, 0.005);
  }

  @Test
  void certaintiesBeatOrDoNot() {
    Belief sure = new Belief(0.5, 0);
    assertEquals(0.5, sure.chanceToBeat(sure));
    assertEquals(1, new Belief(0.6, 0).chanceToBeat(sure));
    assertEquals(0, sure.chanceToBeat(new Belief(0.6, 0)));
  }

  @Test
  void anIntervalStaysAShare() {
    assertEquals(1, new Belief(0.99, 0.1).interval95().high());
    assertTrue(new Belief(1.2, 0.01).interval95().low() <= 1);
  }
}
