package io.edgenas.profile;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Texts of {@code profile.json}: bounded, on one line, never empty. */
final class ProfileFields {
  /** What a text says that nobody could find out. */
  static final String UNKNOWN = "unknown";

  private static final int MAX_TEXT = 400;
  private static final int MAX_ENTRIES = 100;

  private ProfileFields() {}

  static String text(String name, String value) {
    if (value.isBlank()
        || value.length() > MAX_TEXT
        || value.codePoints().anyMatch(ProfileFields::isInvisible)) {
      throw new BadInputException(
          name
              + " '"
              + Check.shown(value)
              + "' is not allowed: one line of 1 to "
              + MAX_TEXT
              + " visible characters, '"
              + UNKNOWN
              + "' where it cannot be found out");
    }
    return value;
  }

  /** What a terminal obeys or shows nothing for: no name of a device has it. */
  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  static SortedMap<String, String> texts(String name, Map<String, String> values) {
    if (values.size() > MAX_ENTRIES) {
      throw new BadInputException(
          name + " has " + values.size() + " entries: at most " + MAX_ENTRIES + " are allowed");
    }
    SortedMap<String, String> copy = new TreeMap<>();
    values.forEach(
        (key, value) -> copy.put(text("key of " + name, key), text(name + " " + key, value)));
    return Collections.unmodifiableSortedMap(copy);
  }

  static SortedMap<String, String> readTexts(Document document) {
    SortedMap<String, String> texts = new TreeMap<>();
    document.object().forEach((key, value) -> texts.put(key, value.text()));
    return texts;
  }
}
