package io.edgenas.search.strategy.halving;

import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.util.List;

/**
 * What a {@link HalvingSearch} can be told.
 *
 * @param bracket architectures on the lowest rung
 * @param promoted one of so many goes on to the next rung
 * @param strangers share of a bracket that is drawn at random, after the first
 * @param extrapolated whether a rung is ranked by extrapolated curves, or by their last values
 */
record HalvingOptions(int bracket, int promoted, double strangers, boolean extrapolated) {
  private static final String CURVE = "curve";

  private static final StrategyOption<Integer> BRACKET =
      StrategyOption.whole("bracket", "subnets that begin together", 27, 1, 10_000);
  private static final StrategyOption<Integer> PROMOTED =
      StrategyOption.whole(
          "promoted", "one of so many goes on, with as many times the effort", 3, 2, 100);
  private static final StrategyOption<Double> STRANGERS =
      StrategyOption.number(
          "strangers", "share of random subnets in brackets after the first", 0.1, 0, 1);
  private static final StrategyOption<String> JUDGED_BY =
      StrategyOption.word(
          "judged-by",
          "what promotes: the value at full effort that a curve promises, or its last value",
          CURVE,
          List.of(CURVE, "last"));

  static final List<StrategyOption<?>> ALL = List.of(BRACKET, PROMOTED, STRANGERS, JUDGED_BY);

  static HalvingOptions of(OptionValues values) {
    return new HalvingOptions(
        values.get(BRACKET),
        values.get(PROMOTED),
        values.get(STRANGERS),
        values.get(JUDGED_BY).equals(CURVE));
  }
}
