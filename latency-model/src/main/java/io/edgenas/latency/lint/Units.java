package io.edgenas.latency.lint;

import java.util.Locale;

/** Texts for people, the same in every locale. */
final class Units {
  private Units() {}

  /** Writes a time in microseconds, for example {@code 0.0123 us}, {@code 495.6 us}. */
  static String us(double us) {
    return number(us) + " us";
  }

  /** Four significant digits. */
  static String number(double value) {
    double magnitude = Math.abs(value);
    if (!(magnitude >= 1e-3 && magnitude < 1e7)) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    int decimals = (int) Math.max(0, 3 - Math.floor(Math.log10(magnitude)));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
