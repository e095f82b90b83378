package io.edgenas.search.strategy.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.search.strategy.part.DecisionCode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients against finite differences of what the walk through an architecture says. */
class PolicyGradientTest {
  private static final List<Integer> SIZES = List.of(3, 2, 4, 2, 3);
  private static final List<List<Integer>> ARCHITECTURES =
      List.of(
          List.of(2, 0, 3, 1, 0),
          List.of(0, 1, DecisionCode.ABSENT, 0, 2),
          List.of(DecisionCode.ABSENT, 1, 0, DecisionCode.ABSENT, DecisionCode.ABSENT));
  private static final double STEP = 1e-5;

  static List<Policy> policies() {
    return List.of(new FactorisedPolicy(SIZES), new LstmPolicy(SIZES, 5));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void isTheSlopeOfRewardAndEntropy(Policy policy) {
    double[] parameters = spread(policy);
    for (List<Integer> choices : ARCHITECTURES) {
      double[] gradient = new double[parameters.length];
      policy.addGradient(parameters, choices, -1.7, 0.6, gradient);
      for (int i = 0; i < parameters.length; i++) {
        double kept = parameters[i];
        parameters[i] = kept + STEP;
        double above = gain(policy, parameters, choices);
        parameters[i] = kept - STEP;
        double below = gain(policy, parameters, choices);
        parameters[i] = kept;
        assertEquals((above - below) / (2 * STEP), gradient[i], 1e-8, choices + " " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void isAddedToWhatIsThere(Policy policy) {
    double[] parameters = spread(policy);
    double[] once = new double[parameters.length];
    double[] twice = new double[parameters.length];
    policy.addGradient(parameters, ARCHITECTURES.get(0), 1, 0, once);
    policy.addGradient(parameters, ARCHITECTURES.get(0), 1, 0, twice);
    policy.addGradient(parameters, ARCHITECTURES.get(0), 1, 0, twice);
    double largest = 0;
    for (int i = 0; i < once.length; i++) {
      assertEquals(2 * once[i], twice[i], 1e-12);
      largest = Math.max(largest, Math.abs(once[i]));
    }
    assertTrue(largest > 0.01);
  }

  /** Parameters that are far from those of a new policy, so that nothing is nearly linear. */
  private static double[] spread(Policy policy) {
    SplittableRandom random = new SplittableRandom(4);
    double[] parameters = policy.initial(random);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = random.nextDouble(-1, 1);
    }
    return parameters;
  }

  private static double gain(Policy policy, double[] parameters, List<Integer> choices) {
    Policy.Walk walk = policy.walk(parameters);
    double gain = 0;
    for (int decision = 0; decision < choices.size(); decision++) {
      if (choices.get(decision) != DecisionCode.ABSENT) {
        double[] chances = walk.chances(decision);
        for (double chance : chances) {
          gain -= 0.6 * chance * Math.log(chance);
        }
        gain += -1.7 * Math.log(chances[choices.get(decision)]);
        walk.chose(decision, choices.get(decision));
      }
    }
    return gain;
  }
}
