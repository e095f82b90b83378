package io.edgenas.cli.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.strategy.evolution.EvolutionarySearch;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that searches can be told. */
public final class SearchOptions {
  private static final int DEFAULT_EVALUATIONS = 20_000;

  @Mixin private StrategyOptions strategy;

  @Option(
      names = "--evaluations",
      paramLabel = "N",
      defaultValue = "" + DEFAULT_EVALUATIONS,
      description = "Most subnets whose accuracy is asked for (default: ${DEFAULT-VALUE}).")
  private int evaluations;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed finds the same (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--resolutions",
      paramLabel = "R",
      split = ",",
      description =
          "Resolutions that an answer may have, for an app that is bound to some (default: all that"
              + " the accuracy model knows).")
  private List<Integer> resolutions;

  /** How to search for one answer, checked. */
  public Effort effort() {
    return effort(EvolutionarySearch.NAME);
  }

  /** How to search for a front, checked. */
  public Effort effortForFront() {
    return effort(StrategyOptions.FOR_FRONTS);
  }

  private Effort effort(String otherwise) {
    SearchBudget budget = Check.input(() -> new SearchBudget(evaluations));
    return new Effort(strategy.strategy(otherwise), budget, seed);
  }

  /** What the strategy was told. */
  public Map<String, String> strategyOptions() {
    return strategy.values();
  }

  /**
   * The resolutions to search.
   *
   * @param known those of the accuracy model
   */
  public List<Integer> resolutions(List<Integer> known) {
    if (resolutions == null) {
      return known;
    }
    for (int resolution : resolutions) {
      if (!known.contains(resolution)) {
        throw new BadInputException(
            "--resolutions "
                + resolution
                + " is not known to the accuracy model: choose from "
                + known);
      }
    }
    return known.stream().filter(resolutions::contains).toList();
  }
}
