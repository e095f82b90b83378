package io.edgenas.latency.lint;

import io.edgenas.base.input.Check;
import io.edgenas.latency.lint.Finding.Kind;
import io.edgenas.latency.lint.Finding.Severity;
import io.edgenas.profile.LatencyStatistics;
import java.util.List;

/** What is wrong with the value of one row, without looking at others. */
final class RowValues {
  private static final String MEASURE = "measure the operation again, or remove the row";

  /** Where a row stands. */
  record Place(String source, long line) {}

  private RowValues() {}

  /**
   * Adds what is wrong with a latency, if anything.
   *
   * @param shown the value as in the file, with its unit
   */
  static void check(String key, Place place, String shown, double us, List<Finding> findings) {
    if (Double.isNaN(us) || Double.isInfinite(us)) {
      add(Kind.NOT_A_NUMBER, key, place, shown, findings);
    } else if (us < 0) {
      add(Kind.NEGATIVE, key, place, shown, findings);
    } else if (us == 0) {
      add(Kind.ZERO, key, place, shown, findings);
    } else if (us < LatencyStatistics.MIN_US || us > LatencyStatistics.MAX_US) {
      add(Kind.OUT_OF_RANGE, key, place, shown, findings);
    }
  }

  private static void add(
      Kind kind, String key, Place place, String shown, List<Finding> findings) {
    findings.add(
        new Finding(
            kind,
            Severity.ERROR,
            Check.shown(key),
            place.source(),
            place.line(),
            shown,
            "a latency of "
                + Units.us(LatencyStatistics.MIN_US)
                + " to "
                + Units.us(LatencyStatistics.MAX_US),
            MEASURE));
  }

  /** Adds that a strict reader refuses the row. */
  static void unreadable(String key, Place place, String why, List<Finding> findings) {
    findings.add(
        new Finding(
            Kind.UNREADABLE,
            Severity.ERROR,
            Check.shown(key),
            place.source(),
            place.line(),
            why.replace(place.source() + ":" + place.line() + ": ", ""),
            "a row as docs/formats.md describes it",
            "repair or remove the row"));
  }
}
