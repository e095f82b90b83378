package io.edgenas.search.strategy;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.search.strategy.controller.ReinforceSearch;
import io.edgenas.search.strategy.evolution.AgingEvolution;
import io.edgenas.search.strategy.evolution.EvolutionarySearch;
import io.edgenas.search.strategy.evolution.LocalSearch;
import io.edgenas.search.strategy.evolution.Nsga2;
import io.edgenas.search.strategy.guided.GuidedSearch;
import io.edgenas.search.strategy.halving.HalvingSearch;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.model.BayesianSearch;
import io.edgenas.search.strategy.tpe.TpeSearch;
import java.util.List;

/**
 * Strategies by their names. Whoever has one of their own makes a list of it and the built-in ones.
 *
 * @param kinds in the order of help texts
 */
public record Strategies(List<StrategyKind> kinds) {
  /** Those that come with the search. */
  public static final Strategies BUILT_IN =
      new Strategies(
          List.of(
              GuidedSearch.KIND,
              EvolutionarySearch.KIND,
              RandomSearch.KIND,
              LocalSearch.KIND,
              AgingEvolution.KIND,
              Nsga2.KIND,
              BayesianSearch.KIND,
              ReinforceSearch.KIND,
              TpeSearch.KIND,
              HalvingSearch.KIND));

  public Strategies {
    kinds = List.copyOf(kinds);
    List<String> names = kinds.stream().map(StrategyKind::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("two strategies have one name: " + names);
    }
  }

  /**
   * The strategy with a name.
   *
   * @throws BadInputException if there is none
   */
  public StrategyKind named(String name) {
    List<String> names = kinds.stream().map(StrategyKind::name).toList();
    if (!names.contains(name)) {
      throw new BadInputException(
          "unknown strategy '"
              + Check.shown(name)
              + "'"
              + Check.didYouMean(name, names)
              + ": choose one of "
              + names);
    }
    return kinds.get(names.indexOf(name));
  }
}
