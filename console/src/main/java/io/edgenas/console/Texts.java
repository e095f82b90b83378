package io.edgenas.console;

import io.edgenas.base.input.Visible;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts for people, the same in every locale. */
public final class Texts {
  private Texts() {}

  /** Formats as {@link String#format} does, but the same in every locale. */
  public static String format(String format, Object... args) {
    return String.format(Locale.ROOT, format, args);
  }

  /** A path on one line: a file's name may hold a line break and what looks like a result. */
  public static String path(Path path) {
    return Visible.of(path.toString());
  }

  /** Writes a duration for people, for example {@code 1.5 min}, {@code 42 s}, {@code 870 ms}. */
  public static String time(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    if (seconds >= 90) {
      return format("%.1f min", seconds / 60);
    }
    return seconds >= 9.5
        ? format("%.0f s", seconds)
        : format(seconds >= 1 ? "%.1f s" : "%.0f ms", toUnit(seconds));
  }

  private static double toUnit(double seconds) {
    return seconds >= 1 ? seconds : 1e3 * seconds;
  }

  /** Three to four significant digits, for example {@code 0.127 ms}, {@code 23.41 ms}. */
  public static String ms(double ms) {
    int decimals = ms >= 100 ? 1 : ms >= 10 ? 2 : ms >= 0.1 ? 3 : 5;
    return format("%." + decimals + "f ms", ms);
  }

  /** Writes a size with three decimals, for example {@code 4.912 MB}, {@code 37.250 kB}. */
  public static String bytes(double bytes) {
    return bytes >= 1e6 ? format("%.3f MB", bytes / 1e6) : format("%.3f kB", bytes / 1e3);
  }

  /** Writes a share as a percentage, for example {@code 4.2 %}. */
  public static String percent(double share) {
    return format("%.1f %%", 100 * share);
  }

  /** A command line that a shell reads back as these arguments. */
  public static String commandLine(String program, List<String> args) {
    return args.stream()
        .map(arg -> arg.matches("[A-Za-z0-9_./:=,@%+-]+") ? arg : quoted(arg))
        .collect(Collectors.joining(" ", program + " ", ""));
  }

  /** The text with every line but the first begun by a blank. */
  static String indented(String text) {
    return text.replaceAll("\n(?! )", "\n  ");
  }

  private static String quoted(String arg) {
    if (arg.codePoints().anyMatch(Visible::hidden)) {
      return "$'" + escaped(arg) + "'";
    }
    return "'" + arg.replace("'", "'\\''") + "'";
  }

  /** Escapes a text so that bash and its like read it back between {@code $'} and {@code '}. */
  private static String escaped(String arg) {
    StringBuilder text = new StringBuilder();
    arg.codePoints()
        .forEach(
            codePoint -> {
              if (Visible.hidden(codePoint)) {
                text.append(format("\\U%08x", codePoint));
              } else {
                text.append(codePoint == '\'' || codePoint == '\\' ? "\\" : "")
                    .appendCodePoint(codePoint);
              }
            });
    return text.toString();
  }
}
