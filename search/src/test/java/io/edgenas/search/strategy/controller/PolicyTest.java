package io.edgenas.search.strategy.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final List<Integer> TWO_COINS = List.of(2, 2);

  @Test
  void anLstmLearnsWhatGoesTogether() {
    double[] chances = learned(new LstmPolicy(TWO_COINS, 4));
    assertArrayEquals(new double[] {0.5, 0, 0, 0.5}, chances, 0.03);
  }

  @Test
  void aFactorisedPolicyKnowsEachChoiceAloneOnly() {
    double[] chances = learned(new FactorisedPolicy(TWO_COINS));
    assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, chances, 0.03);
  }

  /** The chances of 00, 01, 10 and 11 where 00 and 11 were taught. */
  private static double[] learned(Policy policy) {
    double[] parameters = policy.initial(new SplittableRandom(1));
    Adam adam = new Adam(parameters.length, 0.1);
    for (int step = 0; step < 200; step++) {
      double[] gradient = new double[parameters.length];
      policy.addGradient(parameters, List.of(0, 0), 1, 0, gradient);
      policy.addGradient(parameters, List.of(1, 1), 1, 0, gradient);
      adam.step(parameters, gradient);
    }
    double[] chances = new double[4];
    for (int i = 0; i < 4; i++) {
      Policy.Walk walk = policy.walk(parameters);
      double first = walk.chances(0)[i / 2];
      walk.chose(0, i / 2);
      chances[i] = first * walk.chances(1)[i % 2];
    }
    return chances;
  }

  @Test
  void aNewPolicyIsNearlyUniform() {
    for (Policy policy :
        List.of(new FactorisedPolicy(List.of(4)), new LstmPolicy(List.of(4), 16))) {
      double[] parameters = policy.initial(new SplittableRandom(2));
      for (double chance : policy.walk(parameters).chances(0)) {
        assertEquals(0.25, chance, 0.03);
      }
    }
  }

  @Test
  void largeScoresDoNotOverflow() {
    assertArrayEquals(
        new double[] {0.5, 0.5, 0}, Softmax.of(new double[] {7, 1000, 1000, -1000}, 1, 3));
  }
}
