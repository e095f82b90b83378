package io.edgenas.search.strategy.kind;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.search.SearchStrategy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A strategy before it is told anything: its name, what it can be told, and how it is made.
 *
 * @param name in commands and results; lower-case words joined by dashes
 * @param summary a phrase for help texts
 * @param options in the order of help texts
 * @param maker makes the strategy from checked values
 */
public record StrategyKind(
    String name,
    String summary,
    List<StrategyOption<?>> options,
    Function<OptionValues, SearchStrategy> maker) {

  public StrategyKind {
    options = List.copyOf(options);
  }

  /**
   * Makes the strategy.
   *
   * @param given values by the names of their options; the others have their defaults
   * @throws BadInputException if there is no such option or a value is not allowed
   */
  public SearchStrategy make(Map<String, String> given) {
    List<String> names = options.stream().map(StrategyOption::name).toList();
    for (String option : given.keySet()) {
      if (!names.contains(option)) {
        throw new BadInputException(
            "strategy "
                + name
                + " has no option '"
                + Check.shown(option)
                + "'"
                + Check.didYouMean(option, names)
                + ": "
                + (names.isEmpty() ? "it has none at all" : "choose from " + names));
      }
    }
    for (StrategyOption<?> option : options) {
      if (given.containsKey(option.name())) {
        option.read(given.get(option.name()));
      }
    }
    return maker.apply(new OptionValues(given));
  }
}
