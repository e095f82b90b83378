package io.edgenas.base.input;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The checks of {@link Require} on what somebody gave: a file's value, an option. What is not
 * allowed is bad input there.
 */
public final class Check {
  private static final int SHOWN_CHARACTERS = 120;

  private Check() {}

  /**
   * Makes a value of the domain from what somebody gave; what its type refuses is bad input. {@code
   * value} makes that value and does nothing else, so that no defect passes for bad input. Of a
   * file's value, {@link Document#make} knows the place too.
   *
   * @throws BadInputException in the words of the {@link InvalidValueException}
   */
  public static <T> T input(Supplier<T> value) {
    try {
      return value.get();
    } catch (InvalidValueException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /**
   * @return {@code value}
   * @throws BadInputException unless {@code min <= value <= max}
   */
  public static int range(String name, int value, int min, int max) {
    return input(() -> Require.range(name, value, min, max));
  }

  /**
   * @return {@code value}
   * @throws BadInputException unless {@code min <= value <= max}
   */
  public static long range(String name, long value, long min, long max) {
    return input(() -> Require.range(name, value, min, max));
  }

  /**
   * @return {@code value}
   * @throws BadInputException unless {@code min <= value <= max}; NaN fails
   */
  public static double range(String name, double value, double min, double max) {
    return input(() -> Require.range(name, value, min, max));
  }

  /**
   * @return {@code value}
   * @throws BadInputException unless {@code value} is a finite number above 0; NaN fails
   */
  public static double positive(String name, double value) {
    return input(() -> Require.positive(name, value));
  }

  /**
   * @return {@code value}
   * @throws BadInputException unless {@code allowed} contains {@code value}
   */
  public static <T> T oneOf(String name, T value, Collection<T> allowed) {
    return input(() -> Require.oneOf(name, value, allowed));
  }

  /** The text as it can be shown in a message: on one line, see {@link Visible}, cut when long. */
  public static String shown(String text) {
    if (text.length() <= SHOWN_CHARACTERS) {
      return Visible.of(text);
    }
    int end = SHOWN_CHARACTERS;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return Visible.of(text.substring(0, end)) + "...";
  }

  /**
   * A hint {@code " (did you mean X?)"} when one of the names is close to the given one, else "".
   */
  public static String didYouMean(String given, Collection<String> names) {
    Optional<String> nearest =
        names.stream().min(Comparator.comparingInt(name -> editDistance(given, name)));
    return nearest
        .filter(name -> editDistance(given, name) <= Math.max(2, name.length() / 3))
        .filter(name -> editDistance(given, name) < given.length())
        .map(name -> " (did you mean " + name + "?)")
        .orElse("");
  }

  private static int editDistance(String left, String right) {
    String a = left.length() > SHOWN_CHARACTERS ? left.substring(0, SHOWN_CHARACTERS) : left;
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
