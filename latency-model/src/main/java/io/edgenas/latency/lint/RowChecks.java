package io.edgenas.latency.lint;

import io.edgenas.latency.lint.Finding.Kind;
import io.edgenas.latency.lint.Finding.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Duplicate and noisy rows. */
final class RowChecks {
  /** The widest spread in the published tables that tests use is 0.25. */
  static final double NOISY_SD = 0.3;

  /** A spread as wide as the latency says nothing about it. */
  static final double USELESS_SD = 1;

  static final double WIDE_INTERVAL = 0.1;

  private RowChecks() {}

  static void duplicates(LintTable table, List<Finding> findings) {
    Map<LintRow.Identity, LintRow> first = new HashMap<>();
    for (LintRow row : table.rows()) {
      LintRow before = first.putIfAbsent(row.identity(), row);
      if (before != null) {
        findings.add(
            Finding.ofRow(
                Kind.DUPLICATE,
                Severity.ERROR,
                row,
                row.shown(),
                "one row; " + before.where() + " is the same with " + before.shown(),
                "keep the one that was measured as the others were"));
      }
    }
  }

  /**
   * Adds findings.
   *
   * @param leftOut rows that are known to be wrong
   */
  static void noise(LintTable table, Set<LintRow> leftOut, List<Finding> findings) {
    for (LintRow row : table.usable()) {
      if (leftOut.contains(row)) {
        continue;
      }
      double sd = row.relativeSd().orElse(0);
      double interval = row.relativeError().orElse(0);
      if (sd > NOISY_SD || interval > WIDE_INTERVAL) {
        boolean spread = sd > NOISY_SD;
        findings.add(
            Finding.ofRow(
                Kind.NOISY,
                sd > USELESS_SD ? Severity.ERROR : Severity.WARNING,
                row,
                spread
                    ? "standard deviation " + Units.percent(sd) + " of " + row.shown()
                    : "interval +-" + Units.percent(interval) + " of " + row.shown(),
                spread
                    ? "at most " + Units.percent(NOISY_SD)
                    : "at most +-" + Units.percent(WIDE_INTERVAL),
                "measure it again, longer, on a quiet device"));
      }
    }
  }
}
