package io.edgenas.cli.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.Strategies;
import io.edgenas.search.strategy.evolution.Nsga2;
import io.edgenas.search.strategy.guided.GuidedSearch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which strategy searches, and what it is told; {@link StrategyHelp} lists both. */
final class StrategyOptions {
  /** What searches for a front, where nothing else is asked for. */
  private static final String FOR_FRONTS = Nsga2.KIND.name();

  /**
   * What a strategy is to find.
   *
   * @param front whether that is a front instead of the best
   * @param evaluations how many there may be
   */
  record Goal(boolean front, int evaluations) {}

  private static final String POPULATION = "population";
  private static final int SMALLEST_POPULATION = 40;
  private static final int LARGEST_POPULATION = 200;
  private static final int GENERATIONS = 100;
  private static final String MUTATION_PROBABILITY = "mutation-probability";

  /** About one choice of a child in a space of some thirty, as in NSGA-II's own paper. */
  private static final String FRONT_MUTATION = "0.03";

  @Option(
      names = "--strategy",
      paramLabel = "S",
      description =
          "How to search: one of the strategies below (default: " + GuidedSearch.NAME + ").")
  private String name;

  @Option(
      names = "--strategy-option",
      paramLabel = "K=V",
      description = "Tells the strategy something, see below; may be given several times.")
  private List<String> given = List.of();

  /**
   * The strategy, made with what it is told.
   *
   * @param goal what it is to find
   * @throws BadInputException if there is no such strategy or option, or a value is not allowed
   */
  public SearchStrategy strategy(Goal goal) {
    return Strategies.BUILT_IN.named(name(goal)).make(values(goal));
  }

  private String name(Goal goal) {
    return name != null ? name : goal.front ? FOR_FRONTS : GuidedSearch.NAME;
  }

  /**
   * What it is told: what was given, in order, then what a front needs. A front over several
   * objectives has hundreds of members, of which a small population loses most again; but it takes
   * generations to come near the front, and so a large one takes evaluations. Near the front, a
   * child of which several choices are drawn anew is rarely better. Measured in docs/search.md.
   *
   * @throws BadInputException if what was given is no option with a value, or one is given twice
   */
  public Map<String, String> values(Goal goal) {
    Map<String, String> values = given();
    if (goal.front && name(goal).equals(FOR_FRONTS)) {
      int population =
          Math.max(
              SMALLEST_POPULATION, Math.min(LARGEST_POPULATION, goal.evaluations / GENERATIONS));
      values.putIfAbsent(POPULATION, String.valueOf(population));
      values.putIfAbsent(MUTATION_PROBABILITY, FRONT_MUTATION);
    }
    return values;
  }

  private Map<String, String> given() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String text : given) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new BadInputException(
            "--strategy-option '"
                + Check.shown(text)
                + "' is not allowed: give NAME=VALUE, for example population=50");
      }
      String option = text.substring(0, equals);
      if (values.put(option, text.substring(equals + 1)) != null) {
        throw new BadInputException(
            "--strategy-option " + Check.shown(option) + " is given twice: give one value");
      }
    }
    return values;
  }
}
