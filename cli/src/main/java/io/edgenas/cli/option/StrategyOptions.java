package io.edgenas.cli.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.Strategies;
import io.edgenas.search.strategy.evolution.EvolutionarySearch;
import io.edgenas.search.strategy.evolution.Nsga2;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which strategy searches, and what it is told; {@link StrategyHelp} lists both. */
final class StrategyOptions {
  /** What searches for a front, where nothing else is asked for. */
  static final String FOR_FRONTS = Nsga2.KIND.name();

  @Option(
      names = "--strategy",
      paramLabel = "S",
      description =
          "How to search: one of the strategies below (default: " + EvolutionarySearch.NAME + ").")
  private String name;

  @Option(
      names = "--strategy-option",
      paramLabel = "K=V",
      description = "Tells the strategy something, see below; may be given several times.")
  private List<String> given = List.of();

  /**
   * The strategy, made with what was given.
   *
   * @param otherwise its name, where none was given
   * @throws BadInputException if there is no such strategy or option, or a value is not allowed
   */
  public SearchStrategy strategy(String otherwise) {
    return Strategies.BUILT_IN.named(name == null ? otherwise : name).make(values());
  }

  /** What was given, in order. */
  public Map<String, String> values() {
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
