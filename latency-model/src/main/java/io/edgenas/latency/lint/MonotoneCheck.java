package io.edgenas.latency.lint;

import io.edgenas.base.statistics.Quantiles;
import io.edgenas.latency.lint.Finding.Kind;
import io.edgenas.latency.lint.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Rows that are slower than one which does more work.
 *
 * <p>Real tables have such rows: vector widths and caches make some sizes slow, and no measurement
 * is exact. So a drop counts when it is beyond the noise of both rows and beyond what is usual in
 * this very table. One bad row makes several such pairs: the fewest rows that explain all pairs are
 * reported (greedily, the row in most pairs first).
 */
final class MonotoneCheck {
  /** Logarithm of the smallest drop that is worth a look, 5 %. */
  static final double MIN_DROP = Math.log(1.05);

  /** Logarithm of a drop that no published table has, to a half: an error. */
  static final double ERROR_DROP = Math.log(2);

  /** Drops up to this many times the table's own 99 % quantile are usual. */
  private static final double USUAL = 1.5;

  private static final double SIGMAS = 3;

  private record Drop(LintRow less, LintRow more, double log) {}

  private MonotoneCheck() {}

  /**
   * Adds findings.
   *
   * @param leftOut rows that are known to be wrong
   */
  static void check(LintTable table, Set<LintRow> leftOut, List<Finding> findings) {
    List<LintRow> rows =
        table.usableOperations().stream().filter(row -> !leftOut.contains(row)).toList();
    List<Drop> drops = new ArrayList<>();
    for (Pairs.Pair pair : Pairs.of(rows)) {
      if (!pair.sameOperation()) {
        drops.add(
            new Drop(pair.less(), pair.more(), Math.log(pair.less().us() / pair.more().us())));
      }
    }
    double usual =
        Quantiles.upper(drops.stream().mapToDouble(d -> Math.max(0, d.log())).toArray(), 0.99);
    double limit = Math.max(MIN_DROP, USUAL * usual);
    List<Drop> violations =
        drops.stream()
            .filter(drop -> drop.log() > limit && drop.log() > noise(drop))
            .sorted(Comparator.comparingDouble(drop -> -drop.log()))
            .toList();
    culprits(violations).forEach((row, drop) -> findings.add(finding(row, drop)));
  }

  /** Three standard deviations of the difference, as far as the rows tell. */
  private static double noise(Drop drop) {
    return SIGMAS * Math.hypot(error(drop.less()), error(drop.more()));
  }

  private static double error(LintRow row) {
    return row.relativeError().isPresent()
        ? row.relativeError().getAsDouble() / 1.96
        : row.relativeSd().orElse(0);
  }

  private static Map<LintRow, Drop> culprits(List<Drop> violations) {
    Map<LintRow, List<Drop>> open = new HashMap<>();
    for (Drop drop : violations) {
      open.computeIfAbsent(drop.less(), row -> new ArrayList<>()).add(drop);
      open.computeIfAbsent(drop.more(), row -> new ArrayList<>()).add(drop);
    }
    Map<LintRow, Integer> pairs = new HashMap<>();
    PriorityQueue<Ranked> queue = new PriorityQueue<>(Ranked.ORDER);
    open.forEach(
        (row, drops) -> {
          pairs.put(row, drops.size());
          queue.add(Ranked.of(row, drops, drops.size()));
        });
    Set<Drop> explained = new HashSet<>();
    Map<LintRow, Drop> culprits = new HashMap<>();
    while (!queue.isEmpty()) {
      Ranked next = queue.poll();
      // An entry whose count has fallen since is out of date: the newer one is in the queue.
      if (next.pairs() != pairs.get(next.row()) || next.pairs() == 0) {
        continue;
      }
      for (Drop drop : open.get(next.row())) {
        if (explained.add(drop)) {
          culprits.putIfAbsent(next.row(), drop);
          LintRow other = drop.less() == next.row() ? drop.more() : drop.less();
          int left = pairs.merge(other, -1, Integer::sum);
          queue.add(Ranked.of(other, open.get(other), left));
        }
      }
      pairs.put(next.row(), 0);
    }
    return culprits;
  }

  private record Ranked(LintRow row, int pairs, double worst) {
    static final Comparator<Ranked> ORDER =
        Comparator.comparingInt((Ranked r) -> -r.pairs())
            .thenComparingDouble(r -> -r.worst())
            .thenComparing(r -> r.row().source())
            .thenComparingLong(r -> r.row().line());

    /** {@code drops} have the worst first. */
    static Ranked of(LintRow row, List<Drop> drops, int pairs) {
      return new Ranked(row, pairs, drops.get(0).log());
    }
  }

  private static Finding finding(LintRow row, Drop drop) {
    boolean slow = row == drop.less();
    LintRow other = slow ? drop.more() : drop.less();
    return Finding.ofRow(
        Kind.NON_MONOTONE,
        drop.log() > ERROR_DROP ? Severity.ERROR : Severity.WARNING,
        row,
        row.shown(),
        (slow ? "at most " : "at least ")
            + other.shown()
            + " as "
            + other.key()
            + (slow ? ", which does more" : ", which does less")
            + " ("
            + other.where()
            + ")",
        "measure both again; if it repeats, the device is like that");
  }
}
