package io.edgenas.cli.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.cli.option.StrategyOptions.Goal;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.search.SearchBudget;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that searches can be told. */
public final class SearchOptions {
  private static final int FRONT_EVALUATIONS = 50_000;

  @Mixin private StrategyOptions strategy;

  @Option(
      names = "--evaluations",
      paramLabel = "N",
      description =
          "Most subnets whose accuracy is asked for (default: "
              + SearchBudget.DEFAULT_EVALUATIONS
              + "; "
              + FRONT_EVALUATIONS
              + " for search --front).")
  private Integer evaluations;

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
    return effort(false);
  }

  /** How to search for a front, checked. */
  public Effort effortForFront() {
    return effort(true);
  }

  private Effort effort(boolean front) {
    Goal goal = goal(front);
    SearchBudget budget = Check.input(() -> new SearchBudget(goal.evaluations()));
    return new Effort(strategy.strategy(goal), budget, seed);
  }

  private Goal goal(boolean front) {
    int otherwise = front ? FRONT_EVALUATIONS : SearchBudget.DEFAULT_EVALUATIONS;
    return new Goal(front, evaluations == null ? otherwise : evaluations);
  }

  /** What the strategy was told, to find the best. */
  public Map<String, String> strategyOptions() {
    return strategy.values(goal(false));
  }

  /** What the strategy was told, to find a front. */
  public Map<String, String> strategyOptionsForFront() {
    return strategy.values(goal(true));
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
