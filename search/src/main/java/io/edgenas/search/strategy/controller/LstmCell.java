package io.edgenas.search.strategy.controller;

/**
 * One step of a long short-term memory (Hochreiter and Schmidhuber, 1997, with the forget gate of
 * Gers et al., 2000) whose input is as wide as its state. Weights lie in a flat array from an
 * offset: for each of the gates input, forget, output and candidate, and each unit, a bias, the
 * weights of the input and those of the state.
 */
final class LstmCell {
  private static final int GATES = 4;
  private static final int INPUT = 0;
  private static final int FORGET = 1;
  private static final int OUTPUT = 2;
  private static final int CANDIDATE = 3;

  private final int width;
  private final int offset;

  /**
   * What a step came from and led to.
   *
   * @param gates after their activations, gate by gate
   * @param memory after the step
   * @param state after the step: the output
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // Internal to the step and its gradient; never compared.
  record Step(double[] input, Step before, double[] gates, double[] memory, double[] state) {}

  /** The gradients that flow back to the step before. */
  @SuppressWarnings("ArrayRecordComponent") // As above.
  record Back(double[] input, double[] state, double[] memory) {}

  LstmCell(int width, int offset) {
    this.width = width;
    this.offset = offset;
  }

  /** The number of weights. */
  static int size(int width) {
    return GATES * width * (1 + 2 * width);
  }

  /** The state before the first step: zeros. */
  Step start() {
    double[] zeros = new double[width];
    return new Step(zeros, null, new double[GATES * width], zeros, zeros);
  }

  Step forward(double[] parameters, double[] input, Step before) {
    double[] gates = new double[GATES * width];
    int at = offset;
    for (int row = 0; row < gates.length; row++) {
      double sum = parameters[at++];
      for (int i = 0; i < width; i++) {
        sum += parameters[at++] * input[i];
      }
      for (int i = 0; i < width; i++) {
        sum += parameters[at++] * before.state[i];
      }
      gates[row] = row < CANDIDATE * width ? 1 / (1 + Math.exp(-sum)) : Math.tanh(sum);
    }
    double[] memory = new double[width];
    double[] state = new double[width];
    for (int i = 0; i < width; i++) {
      memory[i] =
          gates[FORGET * width + i] * before.memory[i]
              + gates[INPUT * width + i] * gates[CANDIDATE * width + i];
      state[i] = gates[OUTPUT * width + i] * Math.tanh(memory[i]);
    }
    return new Step(input, before, gates, memory, state);
  }

  /**
   * Adds the gradient of the weights.
   *
   * @param state the gradient of the step's output
   * @param memory the gradient of the step's memory, from the steps after it
   * @param gradient of all parameters; is added to
   */
  Back backward(
      double[] parameters, Step step, double[] state, double[] memory, double[] gradient) {
    double[] sums = new double[GATES * width];
    double[] memoryBefore = new double[width];
    for (int i = 0; i < width; i++) {
      double in = step.gates[INPUT * width + i];
      double forget = step.gates[FORGET * width + i];
      double out = step.gates[OUTPUT * width + i];
      double candidate = step.gates[CANDIDATE * width + i];
      double squashed = Math.tanh(step.memory[i]);
      double kept = memory[i] + state[i] * out * (1 - squashed * squashed);
      sums[INPUT * width + i] = kept * candidate * in * (1 - in);
      sums[FORGET * width + i] = kept * step.before.memory[i] * forget * (1 - forget);
      sums[OUTPUT * width + i] = state[i] * squashed * out * (1 - out);
      sums[CANDIDATE * width + i] = kept * in * (1 - candidate * candidate);
      memoryBefore[i] = kept * forget;
    }
    double[] inputBack = new double[width];
    double[] stateBack = new double[width];
    int at = offset;
    for (double sum : sums) {
      gradient[at++] += sum;
      for (int i = 0; i < width; i++) {
        gradient[at] += sum * step.input[i];
        inputBack[i] += sum * parameters[at++];
      }
      for (int i = 0; i < width; i++) {
        gradient[at] += sum * step.before.state[i];
        stateBack[i] += sum * parameters[at++];
      }
    }
    return new Back(inputBack, stateBack, memoryBefore);
  }
}
