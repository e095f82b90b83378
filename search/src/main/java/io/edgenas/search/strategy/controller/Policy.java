package io.edgenas.search.strategy.controller;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A policy is a family of distributions over architectures: parameters, which it does not hold, say
 * which one. An architecture is drawn decision by decision.
 */
interface Policy {
  /** Parameters of a policy that knows nothing yet: close to the uniform distribution. */
  double[] initial(RandomGenerator random);

  /** The share of the learning rate that suits it. */
  double pace();

  /** Begins an architecture. */
  Walk walk(double[] parameters);

  /**
   * Adds the gradient of {@code advantage * log p(architecture) + entropy * H}, where H sums the
   * entropies, in nats, of the decisions that were asked, each given those before it.
   *
   * @param choices the architecture: see {@link io.edgenas.search.strategy.part.DecisionCode#read}
   * @param gradient as long as the parameters; is added to
   */
  void addGradient(
      double[] parameters,
      List<Integer> choices,
      double advantage,
      double entropy,
      double[] gradient);

  /** The way through the decisions of one architecture. */
  interface Walk {
    /** The chances of the choices of the next decision, given what was chosen before. */
    double[] chances(int decision);

    /** Goes on with a choice of the decision just asked about. */
    void chose(int decision, int choice);
  }
}
