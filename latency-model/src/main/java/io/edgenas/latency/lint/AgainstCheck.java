package io.edgenas.latency.lint;

import io.edgenas.base.statistics.Quantiles;
import io.edgenas.latency.lint.Finding.Kind;
import io.edgenas.latency.lint.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What another table says about one: units by the ratio of latencies, and rows in common. */
final class AgainstCheck {
  /** Orders of magnitude between the medians of two devices that are still believed. */
  static final double MAX_ORDERS = 2;

  /** A row is taken for one in another unit when it is this near to a multiple of three orders. */
  private static final double NEAR = 0.5;

  private static final int MIN_ROWS = 3;

  /** A row and the same of the other table. */
  record Match(LintRow row, LintRow other) {
    double log10() {
      return Math.log10(row.us() / other.us());
    }
  }

  private AgainstCheck() {}

  /**
   * Adds findings.
   *
   * @param known rows that are known to be in a wrong unit
   */
  static void check(LintTable table, LintTable other, Set<LintRow> known, List<Finding> findings) {
    List<Match> matches = matches(table.usable(), other.usable());
    if (matches.isEmpty()) {
      findings.add(
          new Finding(
              Kind.OTHER_SPACE,
              Severity.WARNING,
              "",
              table.name(),
              0,
              "no row in common with " + other.name(),
              "tables of one space and some common resolution",
              "compare it with another table"));
      return;
    }
    units(table, other, matches, known, findings);
    findings.addAll(Copies.find(matches));
  }

  /** Rows of a resolution match those of the same, or of all; else any of the same operation. */
  private static List<Match> matches(List<LintRow> rows, List<LintRow> others) {
    Map<LintRow.Identity, LintRow> exact = new HashMap<>();
    Map<Object, LintRow> any = new HashMap<>();
    for (LintRow other : others) {
      exact.put(other.identity(), other);
      if (other.resolution().isEmpty()) {
        any.put(other.identity().what(), other);
      } else {
        any.putIfAbsent(other.identity().what(), other);
      }
    }
    List<Match> matches = new ArrayList<>();
    for (LintRow row : rows) {
      LintRow other = exact.get(row.identity());
      LintRow alike = any.get(row.identity().what());
      if (other == null
          && alike != null
          && (row.resolution().isEmpty() || alike.resolution().isEmpty())) {
        other = alike;
      }
      if (other != null) {
        matches.add(new Match(row, other));
      }
    }
    matches.sort(
        Comparator.comparing((Match m) -> m.row().source()).thenComparing(m -> m.row().line()));
    return matches;
  }

  private static void units(
      LintTable table,
      LintTable other,
      List<Match> matches,
      Set<LintRow> known,
      List<Finding> findings) {
    if (matches.size() < MIN_ROWS) {
      return;
    }
    double median = Quantiles.upperMedian(matches.stream().mapToDouble(Match::log10).toArray());
    if (Math.abs(median) > MAX_ORDERS) {
      findings.add(
          new Finding(
              Kind.UNIT,
              Severity.ERROR,
              "",
              table.name(),
              0,
              "the median latency is "
                  + Units.number(Math.pow(10, median))
                  + " times that of "
                  + other.name(),
              "0.01 to 100 times",
              "check the unit of both: one of them may be in seconds, milliseconds or"
                  + " microseconds where its format says another"));
    }
    for (Match match : matches) {
      double orders = match.log10() - median;
      long thousands = Math.round(orders / 3);
      if (thousands != 0
          && Math.abs(orders - 3 * thousands) <= NEAR
          && !known.contains(match.row())) {
        findings.add(
            Finding.ofRow(
                Kind.UNIT,
                Severity.ERROR,
                match.row(),
                match.row().shown(),
                "about "
                    + Units.us(match.other().us() * Math.pow(10, median))
                    + ", by the other rows and "
                    + match.other().where(),
                "check the unit it was written in, or measure it again"));
      }
    }
  }
}
