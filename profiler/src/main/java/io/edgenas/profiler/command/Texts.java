package io.edgenas.profiler.command;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts for people, the same in every locale. */
public final class Texts {
  private Texts() {}

  /** As {@link String#format}, the same in every locale. */
  static String format(String format, Object... args) {
    return String.format(Locale.ROOT, format, args);
  }

  /** For example {@code 1.5 min}, {@code 42 s}, {@code 870 ms}. */
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

  /** For example {@code 4.2 %}. */
  public static String percent(double share) {
    return format("%.1f %%", 100 * share);
  }

  /** A command line that a shell reads back as these arguments. */
  public static String commandLine(String program, List<String> args) {
    return args.stream()
        .map(arg -> arg.matches("[A-Za-z0-9_./:=,@%+-]+") ? arg : quoted(arg))
        .collect(Collectors.joining(" ", program + " ", ""));
  }

  private static String quoted(String arg) {
    return "'" + arg.replace("'", "'\\''") + "'";
  }
}
