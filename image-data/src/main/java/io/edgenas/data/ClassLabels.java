package io.edgenas.data;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Which names of classes can be used. */
public final class ClassLabels {
  private static final int REPLACEMENT = 0xfffd;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;
  private static final int SOME_RESOLUTION = 32;

  private ClassLabels() {}

  /**
   * Makes sure that a supernet can be trained for these classes, and that a person can read them.
   *
   * @param place where they stand, such as a folder
   * @param advice what to do about one that cannot be used
   * @throws BadInputException naming the place and the first label that cannot be used
   */
  public static void check(String place, List<String> labels, String advice) {
    for (String label : labels) {
      if (label.isBlank()) {
        throw BadInputException.of(place, "a class has a blank name: " + advice);
      }
      requireText(place, label, advice);
      OptionalInt unseen = label.codePoints().filter(ClassLabels::unseen).findFirst();
      if (unseen.isPresent()) {
        throw BadInputException.of(
            place,
            "the name '"
                + visible(label)
                + "' has a character in it that cannot be seen ("
                + String.format(Locale.ROOT, "U+%04X", unseen.getAsInt())
                + "): "
                + advice);
      }
    }
    try {
      // The very rules of the task, so that no data set passes here that training refuses.
      new Task(labels, 1, List.of(SOME_RESOLUTION));
    } catch (InvalidValueException e) {
      throw BadInputException.of(place, e.getMessage() + "; " + advice, e);
    }
  }

  /**
   * Makes sure that a name was read as it is written: of two that were not, both may look the same.
   *
   * @throws BadInputException as {@link #check}
   */
  public static void requireText(String place, String name, String advice) {
    if (name.indexOf(REPLACEMENT) >= 0) {
      throw BadInputException.of(
          place,
          "the name "
              + Check.shown(name)
              + " cannot be read as text (names are taken for "
              + System.getProperty("sun.jnu.encoding")
              + "): start with LC_ALL=C.UTF-8 if it is UTF-8, else "
              + advice);
    }
  }

  /** Line breaks, escapes, marks that turn the direction of writing, halves of characters. */
  private static boolean unseen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Persian and emoji need these two.
      case Character.FORMAT -> character != ZERO_WIDTH_NON_JOINER && character != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }

  private static String visible(String label) {
    StringBuilder text = new StringBuilder();
    label
        .codePoints()
        .map(character -> unseen(character) ? '?' : character)
        .forEach(text::appendCodePoint);
    return Check.shown(text.toString());
  }

  /** Groups of labels that differ in nothing but capitals and blanks around them. */
  static List<List<String>> alike(Collection<String> labels) {
    Map<String, List<String>> byForm = new LinkedHashMap<>();
    for (String label : labels) {
      String form = label.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
      byForm.computeIfAbsent(form, key -> new ArrayList<>(1)).add(label);
    }
    return byForm.values().stream().filter(group -> group.size() > 1).toList();
  }
}
