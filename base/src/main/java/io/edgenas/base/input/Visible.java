package io.edgenas.base.input;

import java.util.Locale;

/**
 * Makes visible what a terminal would obey instead of show, or show nothing for: control characters
 * (C0, DEL, C1), marks that turn the direction of writing, characters without width, line and
 * paragraph separators, unpaired surrogates. Each becomes an escape, for example {@code \u001b}.
 *
 * <p>Texts from files, file names and arguments can hold all of them: to colour a refusal green, to
 * write a line that looks like EdgeNAS's own, to give two labels the same looks.
 */
public final class Visible {
  private Visible() {}

  /** Whether a code point is shown as an escape. Newline and tab are among them. */
  public static boolean hidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  /** The text on one line, with everything {@link #hidden} as an escape. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            codePoint -> {
              if (hidden(codePoint)) {
                shown.append(escape(codePoint));
              } else {
                shown.appendCodePoint(codePoint);
              }
            });
    return shown.toString();
  }

  /** The escape of one code point: {@code \n}, <code>&#92;u202e</code>, {@code \\u{e0001}}. */
  public static String escape(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          codePoint <= Character.MAX_VALUE ? unit(codePoint) : "\\u{" + hex("%x", codePoint) + "}";
    };
  }

  /**
   * JSON text with everything {@link #hidden} in its strings as JSON's own escapes: its value stays
   * the same. Outside of strings, only line breaks and blanks may stand.
   */
  public static String json(String json) {
    StringBuilder shown = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            codePoint -> {
              if (codePoint == '\n' || !hidden(codePoint)) {
                shown.appendCodePoint(codePoint);
                return;
              }
              for (char unit : Character.toChars(codePoint)) {
                shown.append(unit(unit));
              }
            });
    return shown.toString();
  }

  private static String unit(int unit) {
    return "\\u" + hex("%04x", unit);
  }

  private static String hex(String format, int value) {
    return String.format(Locale.ROOT, format, value);
  }
}
