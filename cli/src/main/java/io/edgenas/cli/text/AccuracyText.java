package io.edgenas.cli.text;

import io.edgenas.base.statistics.Interval;
import io.edgenas.console.Texts;
import java.util.Locale;

/** Accuracies for people. */
public final class AccuracyText {
  private AccuracyText() {}

  /** The share and its 95 % interval, for example {@code 84.2 % (82.5 to 85.7 %)}. */
  public static String of(double share, Interval interval) {
    return String.format(
        Locale.ROOT,
        "%s (%.1f to %.1f %%)",
        Texts.percent(share),
        100 * interval.low(),
        100 * interval.high());
  }
}
