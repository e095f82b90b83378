package io.edgenas.experiments.learners;

import ai.djl.ndarray.NDArray;

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2) on one tensor. */
final class AdamW {
  private static final double MEMORY = 0.9;
  private static final double SQUARES_MEMORY = 0.999;
  private static final double TINY = 1e-8;

  private final NDArray weights;
  private final double decay;
  private final NDArray mean;
  private final NDArray squares;
  private int steps;

  /**
   * @param weights moved in place
   */
  AdamW(NDArray weights, double decay) {
    this.weights = weights;
    this.decay = decay;
    this.mean = weights.zerosLike();
    this.squares = weights.zerosLike();
  }

  void step(NDArray gradient, double rate) {
    steps++;
    mean.muli(MEMORY).addi(gradient.mul(1 - MEMORY));
    squares.muli(SQUARES_MEMORY).addi(gradient.square().muli(1 - SQUARES_MEMORY));
    double meanBias = 1 - Math.pow(MEMORY, steps);
    double squaresBias = 1 - Math.pow(SQUARES_MEMORY, steps);
    NDArray scale = squares.div(squaresBias).sqrt().addi(TINY);
    weights.muli(1 - rate * decay).subi(mean.div(scale).muli(rate / meanBias));
  }
}
