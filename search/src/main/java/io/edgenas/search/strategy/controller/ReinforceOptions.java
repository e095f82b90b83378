package io.edgenas.search.strategy.controller;

import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.util.List;

/**
 * What a {@link ReinforceSearch} can be told.
 *
 * @param controller {@link #FACTORISED} or {@link #LSTM}
 * @param width units of the LSTM
 * @param batch architectures drawn between two steps
 * @param learningRate step size of Adam, before {@link Policy#pace}
 * @param baselineDecay share of the past in the moving average of rewards
 * @param entropy weight of the entropy beside a reward of one usual difference
 */
record ReinforceOptions(
    String controller,
    int width,
    int batch,
    double learningRate,
    double baselineDecay,
    double entropy) {
  static final String FACTORISED = "factorised";
  static final String LSTM = "lstm";

  private static final StrategyOption<String> CONTROLLER =
      StrategyOption.word(
          "controller",
          "what draws: each choice on its own, or each after those before it",
          FACTORISED,
          List.of(FACTORISED, LSTM));
  private static final StrategyOption<Integer> WIDTH =
      StrategyOption.whole("width", "units of the LSTM", 16, 1, 1_000);
  private static final StrategyOption<Integer> BATCH =
      StrategyOption.whole("batch", "subnets drawn between two steps", 5, 1, 10_000);
  private static final StrategyOption<Double> LEARNING_RATE =
      StrategyOption.number(
          "learning-rate", "step size of Adam, a tenth of it for the LSTM", 0.1, 0.0001, 1);
  private static final StrategyOption<Double> BASELINE_DECAY =
      StrategyOption.number(
          "baseline-decay", "share of the past in the moving average of rewards", 0.7, 0, 0.999);
  private static final StrategyOption<Double> ENTROPY =
      StrategyOption.number(
          "entropy", "weight of the entropy, against settling early", 0.01, 0, 10);

  static final List<StrategyOption<?>> ALL =
      List.of(CONTROLLER, WIDTH, BATCH, LEARNING_RATE, BASELINE_DECAY, ENTROPY);

  static ReinforceOptions of(OptionValues values) {
    return new ReinforceOptions(
        values.get(CONTROLLER),
        values.get(WIDTH),
        values.get(BATCH),
        values.get(LEARNING_RATE),
        values.get(BASELINE_DECAY),
        values.get(ENTROPY));
  }

  /**
   * The controller's family of distributions.
   *
   * @param sizes number of choices of each decision
   */
  Policy policy(List<Integer> sizes) {
    return controller.equals(LSTM) ? new LstmPolicy(sizes, width) : new FactorisedPolicy(sizes);
  }
}
