package io.edgenas.cli.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.search.compare.Contestant;
import io.edgenas.search.strategy.Strategies;
import io.edgenas.search.strategy.kind.StrategyKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which strategies are compared, and what each is told; {@link StrategyHelp} lists both. */
public final class ContestantOptions {
  @Option(
      names = "--strategy",
      paramLabel = "S",
      description =
          "A strategy, one of those below, with what it is told: bayesian or"
              + " evolutionary:population=50,patience=10; may be given several times (default: all)."
              + " Random search always takes part.")
  private List<String> given = List.of();

  /**
   * The strategies, each checked.
   *
   * @throws BadInputException if there is no such strategy or option, a value is not allowed, or
   *     one is given twice
   */
  public List<Contestant> contestants() {
    if (given.isEmpty()) {
      return Strategies.BUILT_IN.kinds().stream().map(kind -> contestant(kind, Map.of())).toList();
    }
    List<Contestant> contestants = new ArrayList<>();
    for (String text : given) {
      int colon = text.indexOf(':');
      StrategyKind kind = Strategies.BUILT_IN.named(colon < 0 ? text : text.substring(0, colon));
      Contestant contestant =
          contestant(kind, colon < 0 ? Map.of() : options(text, text.substring(colon + 1)));
      if (contestants.stream().anyMatch(other -> other.label().equals(contestant.label()))) {
        throw new BadInputException(
            "--strategy '" + Check.shown(text) + "' is given twice: give it once");
      }
      contestants.add(contestant);
    }
    return contestants;
  }

  private static Contestant contestant(StrategyKind kind, Map<String, String> options) {
    kind.make(options); // refuses what is not allowed, before anything runs
    StringBuilder label = new StringBuilder(kind.name());
    options.forEach((option, value) -> label.append(' ').append(option).append('=').append(value));
    return new Contestant(label.toString(), () -> kind.make(options));
  }

  private static Map<String, String> options(String text, String assignments) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String assignment : assignments.split(",", -1)) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new BadInputException(
            "--strategy '"
                + Check.shown(text)
                + "' is not allowed: give NAME:OPTION=VALUE,OPTION=VALUE, for example"
                + " evolutionary:population=50,patience=10");
      }
      String option = assignment.substring(0, equals);
      if (options.put(option, assignment.substring(equals + 1)) != null) {
        throw new BadInputException(
            "--strategy '"
                + Check.shown(text)
                + "' tells "
                + Check.shown(option)
                + " twice: give one value");
      }
    }
    return options;
  }
}
