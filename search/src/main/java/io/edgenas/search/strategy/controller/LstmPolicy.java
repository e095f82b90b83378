package io.edgenas.search.strategy.controller;

import io.edgenas.search.strategy.part.DecisionCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Every decision after those before it: the controller of Zoph and Le (2017, section 3.1), one
 * layer of LSTM. A step takes in what was chosen last, as a learned vector for each choice of each
 * decision, and each decision has a softmax of its own. A decision that an architecture does not
 * have is no step.
 *
 * <p>The parameters are the vectors (the one for the beginning first), the cell, and for each
 * choice of each decision a bias and the weights of the state.
 */
final class LstmPolicy implements Policy {
  private static final double INITIAL_RANGE = 0.08;

  private final List<Integer> sizes;
  private final int width;
  private final int[] starts;
  private final int heads;
  private final LstmCell cell;

  /** A decision that was made, and the state that it was made from. */
  private record Made(int decision, int input, LstmCell.Step step) {}

  /**
   * @param sizes number of choices of each decision
   * @param width of the state, and of the vector of a choice
   */
  LstmPolicy(List<Integer> sizes, int width) {
    this.sizes = List.copyOf(sizes);
    this.width = width;
    this.starts = new int[sizes.size() + 1];
    for (int d = 0; d < sizes.size(); d++) {
      starts[d + 1] = starts[d] + sizes.get(d);
    }
    int vectors = (1 + choices()) * width;
    this.cell = new LstmCell(width, vectors);
    this.heads = vectors + LstmCell.size(width);
  }

  private int choices() {
    return starts[sizes.size()];
  }

  @Override
  public double[] initial(RandomGenerator random) {
    double[] parameters = new double[heads + choices() * (1 + width)];
    Arrays.setAll(parameters, i -> random.nextDouble(-INITIAL_RANGE, INITIAL_RANGE));
    return parameters;
  }

  /** The place in the parameters of the vector that says what was chosen. */
  private int vector(int decision, int choice) {
    return (1 + starts[decision] + choice) * width;
  }

  private LstmCell.Step step(double[] parameters, int input, LstmCell.Step before) {
    return cell.forward(parameters, Arrays.copyOfRange(parameters, input, input + width), before);
  }

  private double[] chances(double[] parameters, int decision, double[] state) {
    double[] scores = new double[sizes.get(decision)];
    int at = heads + starts[decision] * (1 + width);
    for (int choice = 0; choice < scores.length; choice++) {
      scores[choice] = parameters[at++];
      for (double unit : state) {
        scores[choice] += parameters[at++] * unit;
      }
    }
    return Softmax.of(scores, 0, scores.length);
  }

  /** A score is a sum over all units, which move together. */
  @Override
  public double pace() {
    return 0.1;
  }

  @Override
  public Walk walk(double[] parameters) {
    return new Walk() {
      private LstmCell.Step last = cell.start();
      private int input;

      @Override
      public double[] chances(int decision) {
        last = step(parameters, input, last);
        return LstmPolicy.this.chances(parameters, decision, last.state());
      }

      @Override
      public void chose(int decision, int choice) {
        input = vector(decision, choice);
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
    List<Made> made = forward(parameters, choices);
    LstmCell.Back back = new LstmCell.Back(null, new double[width], new double[width]);
    for (int i = made.size() - 1; i >= 0; i--) {
      Made one = made.get(i);
      double[] chances = chances(parameters, one.decision, one.step.state());
      double[] scores = Softmax.gradient(chances, choices.get(one.decision), advantage, entropy);
      double[] state = back.state().clone();
      addHeadGradient(parameters, one, scores, state, gradient);
      back = cell.backward(parameters, one.step, state, back.memory(), gradient);
      for (int unit = 0; unit < width; unit++) {
        gradient[one.input + unit] += back.input()[unit];
      }
    }
  }

  private List<Made> forward(double[] parameters, List<Integer> choices) {
    List<Made> made = new ArrayList<>();
    LstmCell.Step last = cell.start();
    int input = 0;
    for (int d = 0; d < choices.size(); d++) {
      if (choices.get(d) != DecisionCode.ABSENT) {
        last = step(parameters, input, last);
        made.add(new Made(d, input, last));
        input = vector(d, choices.get(d));
      }
    }
    return made;
  }

  /** Adds the gradient of a decision's softmax, and to {@code state} that of its state. */
  private void addHeadGradient(
      double[] parameters, Made made, double[] scores, double[] state, double[] gradient) {
    int at = heads + starts[made.decision] * (1 + width);
    for (double score : scores) {
      gradient[at++] += score;
      for (int unit = 0; unit < width; unit++) {
        gradient[at] += score * made.step.state()[unit];
        state[unit] += score * parameters[at++];
      }
    }
  }
}
