package io.edgenas.search.strategy.evolution;

import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.util.List;

/**
 * What an {@link EvolutionarySearch} can be told; the defaults are those of once-for-all's
 * published search.
 *
 * @param population architectures in a generation
 * @param parentRatio share of the population that become parents
 * @param mutationRatio share of the children that are mutants; the others are crossovers
 * @param mutationProbability with which a mutant's choice is drawn anew
 * @param crossover how a child is made of two parents
 * @param generations most generations after the first
 * @param patience generations without a better architecture after which the population is drawn
 *     anew
 * @param climbRatio share of the evaluations that is kept for the climb
 */
record EvolutionOptions(
    int population,
    double parentRatio,
    double mutationRatio,
    double mutationProbability,
    Crossover crossover,
    int generations,
    int patience,
    double climbRatio) {
  private static final StrategyOption<Integer> POPULATION =
      StrategyOption.whole("population", "subnets in a generation", 100, 4, 10_000);
  private static final StrategyOption<Double> PARENT_RATIO =
      StrategyOption.number("parent-ratio", "share of them that become parents", 0.25, 0.01, 1);
  private static final StrategyOption<Double> MUTATION_RATIO =
      StrategyOption.number(
          "mutation-ratio", "share of the children that are mutants, not crossovers", 0.5, 0, 1);
  private static final StrategyOption<Double> MUTATION_PROBABILITY =
      StrategyOption.number(
          "mutation-probability", "chance of a mutant's choice to be drawn anew", 0.1, 0, 1);
  private static final StrategyOption<Integer> GENERATIONS =
      StrategyOption.whole("generations", "most generations after the first", 500, 0, 100_000);
  private static final StrategyOption<Integer> PATIENCE =
      StrategyOption.whole(
          "patience", "generations without a better subnet before a fresh start", 30, 1, 100_000);
  private static final StrategyOption<Double> CLIMB_RATIO =
      StrategyOption.number(
          "climb-ratio", "share of the evaluations kept for the climb at the end", 0.1, 0, 1);

  static final List<StrategyOption<?>> ALL =
      List.of(
          POPULATION,
          PARENT_RATIO,
          MUTATION_RATIO,
          MUTATION_PROBABILITY,
          Crossover.OPTION,
          GENERATIONS,
          PATIENCE,
          CLIMB_RATIO);

  static EvolutionOptions of(OptionValues values) {
    return new EvolutionOptions(
        values.get(POPULATION),
        values.get(PARENT_RATIO),
        values.get(MUTATION_RATIO),
        values.get(MUTATION_PROBABILITY),
        Crossover.of(values),
        values.get(GENERATIONS),
        values.get(PATIENCE),
        values.get(CLIMB_RATIO));
  }

  int parents() {
    return Math.max(2, (int) Math.round(parentRatio * population));
  }

  int mutants() {
    return (int) Math.round(mutationRatio * population);
  }
}
