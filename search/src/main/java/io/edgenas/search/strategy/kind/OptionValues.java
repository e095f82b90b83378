package io.edgenas.search.strategy.kind;

import java.util.Map;

/** What a strategy was told: the values given, and the defaults of the options that were not. */
public final class OptionValues {
  /** Nothing was given. */
  public static final OptionValues DEFAULTS = new OptionValues(Map.of());

  private final Map<String, String> given;

  /** Takes values that their options read without complaint. */
  OptionValues(Map<String, String> given) {
    this.given = Map.copyOf(given);
  }

  /** The value of an option. */
  public <T> T get(StrategyOption<T> option) {
    String text = given.get(option.name());
    return text == null ? option.defaultValue() : option.read(text);
  }
}
