package io.edgenas.search.strategy.controller;

import io.edgenas.network.Arch;
import io.edgenas.search.strategy.part.DecisionCode;
import java.util.List;
import java.util.random.RandomGenerator;

/** A policy in training: draws architectures, and learns which were better than usual. */
final class Controller {
  private final ReinforceOptions options;
  private final DecisionCode code;
  private final Policy policy;
  private final RandomGenerator random;
  private final double[] parameters;
  private final Baseline baseline;
  private final Adam adam;

  /** Knows nothing yet. */
  Controller(ReinforceOptions options, DecisionCode code, RandomGenerator random) {
    this.options = options;
    this.code = code;
    this.policy = options.policy(code.sizes());
    this.random = random;
    this.parameters = policy.initial(random);
    this.baseline = new Baseline(options.baselineDecay());
    this.adam = new Adam(parameters.length, options.learningRate() * policy.pace());
  }

  /** Draws an architecture; it may break constraints. */
  Arch draw() {
    Policy.Walk walk = policy.walk(parameters);
    return code.make(
        decision -> {
          int choice = pick(walk.chances(decision));
          walk.chose(decision, choice);
          return choice;
        });
  }

  private int pick(double[] chances) {
    double left = random.nextDouble();
    int last = chances.length - 1;
    for (int choice = 0; choice < last; choice++) {
      left -= chances[choice];
      if (left < 0) {
        return choice;
      }
    }
    return last;
  }

  /** Makes one step on a batch; none on an empty one. */
  void learn(List<Lesson> lessons) {
    if (lessons.isEmpty()) {
      return;
    }
    double[] advantages = baseline.advantages(lessons.stream().map(Lesson::reward).toList());
    double[] gradient = new double[parameters.length];
    for (int i = 0; i < advantages.length; i++) {
      policy.addGradient(
          parameters, lessons.get(i).choices(), advantages[i], options.entropy(), gradient);
    }
    adam.step(parameters, gradient);
  }
}
