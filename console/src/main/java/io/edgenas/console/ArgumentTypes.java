package io.edgenas.console;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.PathText;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/**
 * How the texts of arguments become values, the same for every option: numbers are plain decimal
 * ones in ASCII digits, where Java would take {@code 1d}, {@code 0x1p3} and other scripts' digits
 * too; an empty text is no path.
 */
public final class ArgumentTypes {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,40}");
  private static final Pattern DECIMAL =
      Pattern.compile("-?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,4})?");

  /** What is no number. Every option checks its range, and tells what it allows instead. */
  private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

  private ArgumentTypes() {}

  /**
   * Lets {@code command} and all its sub-commands read their arguments so.
   *
   * @return {@code command}
   */
  static CommandLine register(CommandLine command) {
    return command
        .registerConverter(int.class, ArgumentTypes::integer)
        .registerConverter(Integer.class, ArgumentTypes::integer)
        .registerConverter(long.class, ArgumentTypes::integer64)
        .registerConverter(Long.class, ArgumentTypes::integer64)
        .registerConverter(double.class, ArgumentTypes::number)
        .registerConverter(Double.class, ArgumentTypes::number)
        .registerConverter(Path.class, ArgumentTypes::path);
  }

  private static int integer(String text) {
    return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static long integer64(String text) {
    return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static long whole(String text, long min, long max) {
    if (!WHOLE.matcher(text).matches()) {
      throw refused(text, "is not a whole number: write decimal digits, for example 8");
    }
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Out of range too.
    }
    throw refused(text, "is out of range: " + min + " to " + max);
  }

  /**
   * A number, NaN and infinity included.
   *
   * @throws TypeConversionException if the text is none, saying what one looks like
   */
  public static double number(String text) {
    if (NO_NUMBERS.contains(text)) {
      return Double.parseDouble(text);
    }
    if (!DECIMAL.matcher(text).matches()) {
      throw refused(text, "is not a number: write decimal digits, for example 0.5");
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw refused(text, "is out of range: a double-precision number is at most 1.8e308");
    }
    return value;
  }

  /**
   * A path.
   *
   * @throws TypeConversionException if the text is none, saying why
   */
  public static Path path(String text) {
    try {
      return PathText.parse("the path", text);
    } catch (BadInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static TypeConversionException refused(String text, String why) {
    return new TypeConversionException("'" + Check.shown(text) + "' " + why);
  }
}
