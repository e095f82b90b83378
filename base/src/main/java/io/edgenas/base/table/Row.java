package io.edgenas.base.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;

/** The cells of one CSV row by column name; every accessor states what it accepts. */
public record Row(CSVRecord cells) {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,24})?");
  private static final Pattern REAL =
      Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,24})?([eE][-+]?[0-9]{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,12}");

  /** The text of a cell. */
  public String text(String column) {
    return cells.get(column);
  }

  /** A number above or equal to 0, in digits. */
  public double number(String column) {
    return number(column, text(column));
  }

  private static double number(String column, String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw malformed(column, text, "a number above 0 in digits, as 12.5");
    }
    return Double.parseDouble(text);
  }

  /** The same, empty where the cell is. */
  public OptionalDouble optionalNumber(String column) {
    return text(column).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(column));
  }

  /** Any number of them, with a space between; none where the cell is empty. */
  public List<Double> numbers(String column) {
    String text = text(column);
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(" ", -1)).map(each -> number(column, each)).toList();
  }

  /** Any finite number, as {@link Double#toString} writes it. */
  public double real(String column) {
    String text = text(column);
    double value = REAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw malformed(column, text, "a number, as -1.25 or 1.0E-4");
    }
    return value;
  }

  /** The same, empty where the cell is. */
  public OptionalDouble optionalReal(String column) {
    return text(column).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(real(column));
  }

  /** A whole number of at most twelve digits. */
  public long whole(String column) {
    String text = text(column);
    if (!WHOLE.matcher(text).matches()) {
      throw malformed(column, text, "a whole number");
    }
    return Long.parseLong(text);
  }

  /** A whole number within bounds. */
  public int integer(String column, int min, int max) {
    long value = whole(column);
    if (value < min || value > max) {
      throw malformed(column, text(column), min + " to " + max);
    }
    return (int) value;
  }

  /** The same, empty where the cell is. */
  public OptionalInt optionalInteger(String column, int min, int max) {
    return text(column).isEmpty() ? OptionalInt.empty() : OptionalInt.of(integer(column, min, max));
  }

  /** The text, empty where the cell is. */
  public Optional<String> optionalText(String column) {
    return Optional.of(text(column)).filter(text -> !text.isEmpty());
  }

  /** The one of {@code choices} whose text the cell is. */
  public <T> T choice(String column, T[] choices, Function<T, String> textOf) {
    String text = text(column);
    List<String> texts = Arrays.stream(choices).map(textOf).toList();
    if (!texts.contains(text)) {
      throw malformed(column, text, String.join(" or ", texts));
    }
    return choices[texts.indexOf(text)];
  }

  private static BadInputException malformed(String column, String text, String allowed) {
    return new BadInputException(
        "column " + column + " has '" + Check.shown(text) + "': " + allowed + " is expected");
  }

  /** The shortest decimal text that reads back to the same number, without an exponent. */
  public static String format(double value) {
    return new BigDecimal(Double.toString(value)).toPlainString();
  }

  /** What {@link #numbers} reads. */
  public static String format(List<Double> values) {
    return values.stream().map(Row::format).collect(Collectors.joining(" "));
  }

  /** What {@link #optionalNumber} reads. */
  public static String format(OptionalDouble value) {
    return value.isPresent() ? format(value.getAsDouble()) : "";
  }
}
