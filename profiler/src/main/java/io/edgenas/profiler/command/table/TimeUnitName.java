package io.edgenas.profiler.command.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The units in which harnesses write latencies. */
public enum TimeUnitName {
  /** Seconds. */
  S(1e6, "seconds"),
  /** Milliseconds. */
  MS(1e3, "milliseconds"),
  /** Microseconds, as LiteRT's benchmark writes. */
  US(1, "microseconds");

  private final double us;
  private final String words;

  TimeUnitName(double us, String words) {
    this.us = us;
    this.words = words;
  }

  /** The number of microseconds in one of this unit. */
  double us() {
    return us;
  }

  /** The unit as people say it: {@code milliseconds}. */
  String words() {
    return words;
  }

  /** The name in options and columns: {@code ms}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(TimeUnitName::text).toList();
  }
}
