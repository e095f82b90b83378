package io.edgenas.search.strategy.controller;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1), which climbs here: steps go along the gradient. Of the
 * paper's settings only the step size is chosen.
 */
final class Adam {
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private final double rate;
  private final double[] first;
  private final double[] second;
  private double firstLeft = 1;
  private double secondLeft = 1;

  /**
   * @param size number of parameters
   * @param rate about the length of a step in each parameter
   */
  Adam(int size, double rate) {
    this.rate = rate;
    this.first = new double[size];
    this.second = new double[size];
  }

  /** Moves the parameters uphill. */
  void step(double[] parameters, double[] gradient) {
    firstLeft *= FIRST_DECAY;
    secondLeft *= SECOND_DECAY;
    for (int i = 0; i < parameters.length; i++) {
      first[i] = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * gradient[i];
      second[i] = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * gradient[i] * gradient[i];
      double mean = first[i] / (1 - firstLeft);
      double square = second[i] / (1 - secondLeft);
      parameters[i] += rate * mean / (Math.sqrt(square) + EPSILON);
    }
  }
}
