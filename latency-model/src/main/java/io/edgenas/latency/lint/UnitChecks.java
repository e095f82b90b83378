package io.edgenas.latency.lint;

import io.edgenas.base.statistics.Quantiles;
import io.edgenas.latency.lint.Finding.Kind;
import io.edgenas.latency.lint.Finding.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Latencies that would make sense in another unit: of the whole table by the device's speed, of a
 * file by the other files', of a row by its neighbours'.
 *
 * <p>Neighbours and files of one device differ by less than 5 beyond what their work explains in
 * the published tables, a mistaken unit by 1,000.
 */
final class UnitChecks {
  /** The geometric middle of what is usual (1) and what a mistaken unit gives (1,000). */
  static final double FACTOR = 31;

  /** Multiply-accumulates per second per image: a microcontroller. */
  static final double SLOWEST = 3e7;

  /** A data-centre accelerator at single images. */
  static final double FASTEST = 3e12;

  private static final double LARGE_MACS = 1e6;
  private static final int MIN_LARGE = 3;
  private static final String ADVICE = "check the unit it was written in";

  private UnitChecks() {}

  /** Adds findings; the rows returned are known to be wrong, other checks leave them out. */
  static Set<LintRow> check(LintTable table, List<Finding> findings) {
    List<LintRow> rows = table.usableOperations();
    Map<String, Double> rates = ratesByFile(rows);
    Set<LintRow> wrong = new HashSet<>();
    List<LintRow> rest = new ArrayList<>();
    if (!rates.isEmpty()) {
      double usual =
          Quantiles.upperMedian(rates.values().stream().mapToDouble(rate -> rate).toArray());
      wholeTable(table, usual, findings);
      for (LintRow row : rows) {
        boolean strange = apart(rates.getOrDefault(row.source(), usual), usual) > FACTOR;
        (strange ? wrong : rest).add(row);
      }
      rates.forEach(
          (file, rate) -> {
            if (apart(rate, usual) > FACTOR) {
              findings.add(file(file, rate, usual));
            }
          });
    } else {
      rest.addAll(rows);
    }
    singleRows(rest, wrong, findings);
    return wrong;
  }

  /** Median speed, MACs per second, of each file's rows with much work. */
  private static Map<String, Double> ratesByFile(List<LintRow> rows) {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (LintRow row : rows) {
      if (row.operation().macs() >= LARGE_MACS) {
        rates
            .computeIfAbsent(row.source(), file -> new ArrayList<>())
            .add(row.operation().macs() / row.us() * 1e6);
      }
    }
    rates.values().removeIf(ofFile -> ofFile.size() < MIN_LARGE);
    Map<String, Double> medians = new LinkedHashMap<>();
    rates.forEach(
        (file, all) ->
            medians.put(file, Quantiles.upperMedian(all.stream().mapToDouble(r -> r).toArray())));
    return medians;
  }

  private static void wholeTable(LintTable table, double rate, List<Finding> findings) {
    double perSecond = rate * table.batch();
    if (perSecond >= SLOWEST && perSecond <= FASTEST) {
      return;
    }
    findings.add(
        new Finding(
            Kind.UNIT,
            Severity.ERROR,
            "",
            table.name(),
            0,
            "the whole table computes " + gigamacs(perSecond),
            gigamacs(SLOWEST) + " to " + gigamacs(FASTEST) + ", as devices do",
            perSecond > FASTEST
                ? "are its latencies in a larger unit (seconds) than its format says?"
                : "are its latencies in a smaller unit (microseconds) than its format says?"));
  }

  private static Finding file(String file, double rate, double usual) {
    return new Finding(
        Kind.UNIT,
        Severity.ERROR,
        "",
        file,
        0,
        "the file computes " + gigamacs(rate),
        "about " + gigamacs(usual) + ", as in the other files",
        ADVICE);
  }

  private static void singleRows(List<LintRow> rows, Set<LintRow> wrong, List<Finding> findings) {
    Map<LintRow, List<LintRow>> neighbours = new LinkedHashMap<>();
    rows.forEach(row -> neighbours.put(row, new ArrayList<>()));
    for (Pairs.Pair pair : Pairs.of(rows)) {
      neighbours.get(pair.less()).add(pair.more());
      neighbours.get(pair.more()).add(pair.less());
    }
    double[] all = rows.stream().mapToDouble(LintRow::us).toArray();
    double median = all.length == 0 ? 0 : Quantiles.upperMedian(all);
    double most = Arrays.stream(all).max().orElse(0);
    double work = Quantiles.upperMedian(rows.stream().mapToDouble(LintRow::work).toArray());
    neighbours.forEach(
        (row, others) -> {
          double expected = 0;
          if (others.size() >= 2) {
            expected = byNeighbours(row, others);
          } else if (rows.size() > 10) {
            expected = byTable(row, median, work, most);
          }
          if (expected > 0) {
            wrong.add(row);
            findings.add(
                Finding.ofRow(
                    Kind.UNIT,
                    Severity.ERROR,
                    row,
                    row.shown() + ", " + Units.number(row.us() / expected) + " times the expected",
                    "about " + Units.us(expected) + ", by the rows like it",
                    ADVICE + ", or measure it again"));
          }
        });
  }

  /** What most neighbours suggest where they agree that the row is out of range; else 0. */
  private static double byNeighbours(LintRow row, List<LintRow> others) {
    int high = 0;
    int low = 0;
    double[] suggested = new double[others.size()];
    for (int i = 0; i < suggested.length; i++) {
      LintRow other = others.get(i);
      double ratio = row.work() / other.work();
      high += row.us() > FACTOR * Math.max(1, ratio) * other.us() ? 1 : 0;
      low += row.us() * FACTOR < Math.min(1, ratio) * other.us() ? 1 : 0;
      suggested[i] = other.us() * Math.sqrt(ratio);
    }
    return 2 * Math.max(high, low) > suggested.length ? Quantiles.upperMedian(suggested) : 0;
  }

  /**
   * Judges rows that have no like by the table's middle. A small operation may take as long as its
   * call, so only work that is done too fast, or a latency beyond all others, is strange.
   */
  private static double byTable(LintRow row, double medianUs, double medianWork, double mostUs) {
    double ratio = row.work() / medianWork;
    boolean fast = row.us() * FACTOR * 4 < Math.min(1, ratio) * medianUs;
    boolean slow = row.us() >= mostUs && row.us() > FACTOR * Math.max(1, ratio) * medianUs;
    return fast || slow ? medianUs * ratio : 0;
  }

  private static double apart(double a, double b) {
    return Math.max(a / b, b / a);
  }

  private static String gigamacs(double perSecond) {
    return Units.number(perSecond / 1e9) + " GMAC/s";
  }
}
