package io.edgenas.base.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Range checks that name the parameter, the value and what is allowed. All are written so that NaN
 * fails.
 */
public final class Check {
  private static final int SHOWN_CHARACTERS = 120;

  private Check() {}

  /**
   * @return {@code value}
   * @throws BadInputException unless {@code min <= value <= max}
   */
  public static int range(String name, int value, int min, int max) {
    if (!(value >= min && value <= max)) {
      throw new BadInputException(name + " " + value + " is not allowed: " + min + " to " + max);
    }
    return value;
  }

  /**
   * @return {@code value}
   * @throws BadInputException unless {@code min <= value <= max}
   */
  public static long range(String name, long value, long min, long max) {
    if (!(value >= min && value <= max)) {
      throw new BadInputException(name + " " + value + " is not allowed: " + min + " to " + max);
    }
    return value;
  }

  /**
   * @return {@code value}
   * @throws BadInputException unless {@code min <= value <= max}; NaN fails
   */
  public static double range(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new BadInputException(name + " " + value + " is not allowed: " + min + " to " + max);
    }
    return value;
  }

  /**
   * @return {@code value}
   * @throws BadInputException unless {@code value} is a finite number above 0; NaN fails
   */
  public static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new BadInputException(
          name + " " + value + " is not allowed: give a finite number above 0");
    }
    return value;
  }

  /**
   * @return {@code value}
   * @throws BadInputException unless {@code allowed} contains {@code value}
   */
  public static <T> T oneOf(String name, T value, Collection<T> allowed) {
    if (!allowed.contains(value)) {
      throw new BadInputException(name + " " + value + " is not allowed: choose one of " + allowed);
    }
    return value;
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
