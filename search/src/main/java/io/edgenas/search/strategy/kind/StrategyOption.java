package io.edgenas.search.strategy.kind;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something that a strategy can be told: a number in a range or one of some words, with a default.
 */
public final class StrategyOption<T> {
  private final String name;
  private final String meaning;
  private final T defaultValue;
  private final String allowed;
  private final Function<String, T> parser;
  private final Predicate<T> inRange;

  private StrategyOption(
      String name,
      String meaning,
      T defaultValue,
      String allowed,
      Function<String, T> parser,
      Predicate<T> inRange) {
    if (!inRange.test(defaultValue)) {
      throw new IllegalArgumentException(
          "default of option " + name + " is " + defaultValue + ": it must be " + allowed);
    }
    this.name = name;
    this.meaning = meaning;
    this.defaultValue = defaultValue;
    this.allowed = allowed;
    this.parser = parser;
    this.inRange = inRange;
  }

  /**
   * A whole number.
   *
   * @param name lower-case words joined by dashes
   * @param meaning a phrase for help texts
   * @param least the smallest allowed
   * @param most the largest allowed
   */
  public static StrategyOption<Integer> whole(
      String name, String meaning, int defaultValue, int least, int most) {
    return new StrategyOption<>(
        name,
        meaning,
        defaultValue,
        "a whole number from " + least + " to " + most,
        Integer::valueOf,
        value -> value >= least && value <= most);
  }

  /** A number; everything else is as for {@link #whole}. */
  public static StrategyOption<Double> number(
      String name, String meaning, double defaultValue, double least, double most) {
    return new StrategyOption<>(
        name,
        meaning,
        defaultValue,
        "a number from " + plain(least) + " to " + plain(most),
        Double::valueOf,
        value -> value >= least && value <= most);
  }

  /**
   * A word.
   *
   * @param allowed in the order of help texts
   */
  public static StrategyOption<String> word(
      String name, String meaning, String defaultValue, List<String> allowed) {
    return new StrategyOption<>(
        name,
        meaning,
        defaultValue,
        "one of " + String.join(", ", allowed),
        text -> text,
        List.copyOf(allowed)::contains);
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  public String name() {
    return name;
  }

  /** What it means, as a phrase. */
  public String meaning() {
    return meaning;
  }

  /** What holds where nothing is given. */
  public T defaultValue() {
    return defaultValue;
  }

  /** What may be given, for example {@code a whole number from 4 to 10000}. */
  public String allowed() {
    return allowed;
  }

  /**
   * Reads a value.
   *
   * @throws BadInputException if it is not allowed
   */
  T read(String text) {
    try {
      T value = parser.apply(text);
      if (inRange.test(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // No number at all is refused in the same words as one out of range.
    }
    throw new BadInputException(
        "option " + name + " '" + Check.shown(text) + "' is not allowed: give " + allowed);
  }
}
