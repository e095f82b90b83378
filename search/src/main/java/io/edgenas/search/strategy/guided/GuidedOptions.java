package io.edgenas.search.strategy.guided;

import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.util.List;

/**
 * What a {@link GuidedSearch} can be told.
 *
 * @param samples random architectures before the first model
 * @param population architectures that parents are drawn from
 * @param batch most that are evaluated between two looks at the population
 * @param children drawn for each that is evaluated
 * @param crossover share of the children that have two parents
 * @param patience rounds without a better architecture after which the population is founded anew
 */
record GuidedOptions(
    int samples, int population, int batch, int children, double crossover, int patience) {
  private static final StrategyOption<Integer> SAMPLES =
      StrategyOption.whole("samples", "random subnets before the first model", 512, 1, 10_000);
  private static final StrategyOption<Integer> POPULATION =
      StrategyOption.whole("population", "subnets that parents are drawn from", 32, 2, 10_000);
  private static final StrategyOption<Integer> BATCH =
      StrategyOption.whole("batch", "most subnets evaluated in a round", 128, 1, 10_000);
  private static final StrategyOption<Integer> CHILDREN =
      StrategyOption.whole("children", "subnets drawn for each that is evaluated", 6, 1, 1_000);
  private static final StrategyOption<Double> CROSSOVER =
      StrategyOption.number("crossover", "share of the children with two parents", 0.8, 0, 1);
  private static final StrategyOption<Integer> PATIENCE =
      StrategyOption.whole(
          "patience", "rounds without a better subnet before a fresh start", 6, 1, 100_000);

  static final List<StrategyOption<?>> ALL =
      List.of(SAMPLES, POPULATION, BATCH, CHILDREN, CROSSOVER, PATIENCE);

  static GuidedOptions of(OptionValues values) {
    return new GuidedOptions(
        values.get(SAMPLES),
        values.get(POPULATION),
        values.get(BATCH),
        values.get(CHILDREN),
        values.get(CROSSOVER),
        values.get(PATIENCE));
  }
}
