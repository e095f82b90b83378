package io.edgenas.search.strategy.controller;

import io.edgenas.search.strategy.part.DecisionCode;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Every decision on its own: one score per choice, and chances by softmax. The parameters are the
 * scores, decision after decision.
 */
final class FactorisedPolicy implements Policy {
  private final List<Integer> sizes;
  private final int[] starts;

  /**
   * @param sizes number of choices of each decision
   */
  FactorisedPolicy(List<Integer> sizes) {
    this.sizes = List.copyOf(sizes);
    this.starts = new int[sizes.size() + 1];
    for (int d = 0; d < sizes.size(); d++) {
      starts[d + 1] = starts[d] + sizes.get(d);
    }
  }

  @Override
  public double[] initial(RandomGenerator random) {
    return new double[starts[sizes.size()]];
  }

  @Override
  public double pace() {
    return 1;
  }

  @Override
  public Walk walk(double[] parameters) {
    return new Walk() {
      @Override
      public double[] chances(int decision) {
        return Softmax.of(parameters, starts[decision], sizes.get(decision));
      }

      @Override
      public void chose(int decision, int choice) {
        // What comes next does not depend on it.
      }
    };
  }

  @Override
  public void addGradient(
      double[] parameters,
      List<Integer> choices,
      double advantage,
      double entropy,
      double[] gradient) {
    for (int d = 0; d < sizes.size(); d++) {
      if (choices.get(d) == DecisionCode.ABSENT) {
        continue;
      }
      double[] chances = Softmax.of(parameters, starts[d], sizes.get(d));
      double[] scores = Softmax.gradient(chances, choices.get(d), advantage, entropy);
      for (int i = 0; i < scores.length; i++) {
        gradient[starts[d] + i] += scores[i];
      }
    }
  }
}
