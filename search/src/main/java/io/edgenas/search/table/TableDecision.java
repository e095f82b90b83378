package io.edgenas.search.table;

import io.edgenas.base.input.Check;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.space.Axis;
import io.edgenas.space.Axis.Quantity;
import io.edgenas.space.Decision;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a table leaves open in one place: a name and the values that stand there.
 *
 * @param name distinct in the space; decisions whose names differ in digits only are of one kind
 * @param values distinct, at least two, in the order of the decision's choices
 * @param amounts whether the values are numbers of which more is more; categories otherwise
 */
public record TableDecision(String name, List<String> values, boolean amounts) {
  /** Most values of one decision. */
  static final int MAX_VALUES = 64;

  private static final Pattern VALUE = Pattern.compile("[^\\s,\"/\\p{C}]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /**
   * @throws InvalidValueException if a value cannot stand in the text of an architecture, or there
   *     are too few or too many
   */
  public TableDecision {
    values = List.copyOf(values);
    for (String value : values) {
      requireValue(name, value);
    }
    if (values.size() < 2 || values.size() > MAX_VALUES) {
      throw new InvalidValueException(
          "decision " + name + " has " + values.size() + " values: 2 to " + MAX_VALUES);
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new InvalidValueException("decision " + name + " has a value twice: " + values);
    }
    if (amounts && !areNumbers(values)) {
      throw new InvalidValueException("decision " + name + " has no amounts: " + values);
    }
  }

  /** Makes sure that a value can stand in the text of an architecture. */
  static void requireValue(String name, String value) {
    if (!VALUE.matcher(value).matches()) {
      throw new InvalidValueException(
          "value '"
              + Check.shown(value)
              + "' of decision "
              + Check.shown(name)
              + " is not allowed: give 1 to 64 characters without blanks, commas, quotes and"
              + " slashes");
    }
  }

  /** A decision of amounts, ascending. */
  static TableDecision amounts(String name, Collection<String> values) {
    return new TableDecision(name, values.stream().sorted(ascending(values)).toList(), true);
  }

  /** A decision of categories: numbers ascending, or texts in the order of the alphabet. */
  static TableDecision categories(String name, Collection<String> values) {
    return new TableDecision(name, values.stream().sorted(ascending(values)).toList(), false);
  }

  /** Whether all the texts are numbers. */
  static boolean areNumbers(Collection<String> values) {
    return values.stream().allMatch(value -> NUMBER.matcher(value).matches());
  }

  private static Comparator<String> ascending(Collection<String> values) {
    Comparator<String> alphabet = Comparator.naturalOrder();
    return areNumbers(values)
        ? Comparator.comparingDouble(Double::parseDouble).thenComparing(alphabet)
        : alphabet;
  }

  /** The decision of a space, which stands at this place of a {@link TableArch}. */
  Decision<String> at(int place) {
    return Decision.of(
        name,
        values,
        List.of(Axis.of(name + "=", values, quantities())),
        arch -> Optional.of(((TableArch) arch).choices().get(place)));
  }

  /** What decisions of one kind share: the sum of amounts, or how often there is each category. */
  private Quantity[] quantities() {
    String kind = DIGITS.matcher(name).replaceAll("");
    if (amounts) {
      List<Double> shares = shares();
      return new Quantity[] {new Quantity(name, shares), new Quantity("all " + kind, shares)};
    }
    return values.stream()
        .map(
            value ->
                new Quantity(
                    kind + " " + value,
                    values.stream().map(each -> each.equals(value) ? 1.0 : 0.0).toList()))
        .toArray(Quantity[]::new);
  }

  private List<Double> shares() {
    double smallest = Double.parseDouble(values.get(0));
    double range = Double.parseDouble(values.get(values.size() - 1)) - smallest;
    return values.stream().map(value -> (Double.parseDouble(value) - smallest) / range).toList();
  }
}
