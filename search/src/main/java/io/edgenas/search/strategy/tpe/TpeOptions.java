package io.edgenas.search.strategy.tpe;

import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.util.List;

/**
 * What a {@link TpeSearch} can be told.
 *
 * @param startup random architectures before the first model
 * @param gamma share of the architectures that count as good
 * @param candidates architectures drawn from the good for each that is evaluated
 */
record TpeOptions(int startup, double gamma, int candidates) {
  private static final StrategyOption<Integer> STARTUP =
      StrategyOption.whole("startup", "random subnets before the first model", 10, 1, 10_000);
  private static final StrategyOption<Double> GAMMA =
      StrategyOption.number("gamma", "share of the subnets that count as good", 0.15, 0.01, 0.5);
  private static final StrategyOption<Integer> CANDIDATES =
      StrategyOption.whole("candidates", "subnets drawn for each that is evaluated", 24, 1, 10_000);

  static final List<StrategyOption<?>> ALL = List.of(STARTUP, GAMMA, CANDIDATES);

  static TpeOptions of(OptionValues values) {
    return new TpeOptions(values.get(STARTUP), values.get(GAMMA), values.get(CANDIDATES));
  }
}
