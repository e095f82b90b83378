package io.edgenas.latency.lint;

import io.edgenas.base.statistics.Quantiles;
import io.edgenas.latency.lint.AgainstCheck.Match;
import io.edgenas.latency.lint.Finding.Kind;
import io.edgenas.latency.lint.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rows whose latencies are those of another table, as they are or times one constant.
 *
 * <p>Two measured tables agree in some rows by chance, the more the coarser their values are. The
 * ratios of independent rows spread over a width; how many fall within rounding of one constant is
 * then about Poisson distributed, and more than that has a probability below {@value #CHANCE} is
 * called copied. For an unknown constant the most crowded one is taken, and the probability
 * multiplied by the number of constants tried (a scan statistic; Naus, 1965).
 */
final class Copies {
  private static final double CHANCE = 1e-6;

  /** Doubles that were multiplied and written agree to this. */
  private static final double EXACT = 1e-9;

  /** Coarser tables cannot be told from each other by ratios. */
  private static final double COARSE = 0.01;

  /** Ratios of independent rows are taken to be spread at least this wide. */
  private static final double MIN_WIDTH = 0.01;

  /** How much denser than evenly spread ratios are in their middle, at most. */
  private static final double PEAK = 4;

  private static final int MIN_SCALED = 4;

  private Copies() {}

  static List<Finding> find(List<Match> matches) {
    double tolerance = tolerance(matches);
    double width = width(matches);
    List<Match> same = matches.stream().filter(match -> Math.abs(log(match)) <= EXACT).toList();
    double expected = matches.size() * Math.min(1, PEAK * 2 * tolerance / width);
    if (chance(same.size(), expected) < CHANCE) {
      return findings(same, 0);
    }
    if (tolerance > COARSE) {
      return List.of();
    }
    List<Match> crowd = mostCrowded(matches, tolerance);
    return crowd.size() >= MIN_SCALED && matches.size() * chance(crowd.size(), expected) < CHANCE
        ? findings(crowd, log(crowd.get(crowd.size() / 2)))
        : List.of();
  }

  private static double log(Match match) {
    return Math.log(match.row().us() / match.other().us());
  }

  /** Half the width of what rounding makes of one ratio, relative. */
  private static double tolerance(List<Match> matches) {
    double step = step(matches.stream().map(Match::row).toList());
    double otherStep = step(matches.stream().map(Match::other).toList());
    double[] each =
        matches.stream()
            .mapToDouble(
                match -> step / 2 / match.row().value() + otherStep / 2 / match.other().value())
            .toArray();
    return Math.max(EXACT, Quantiles.upperMedian(each));
  }

  /** Distance of neighbouring values that the rows' digits can write. */
  private static double step(List<LintRow> rows) {
    return Math.pow(
        10, -Quantiles.upperMedian(rows.stream().mapToDouble(LintRow::decimals).toArray()));
  }

  private static double width(List<Match> matches) {
    double[] logs = matches.stream().mapToDouble(Copies::log).toArray();
    double middle = Quantiles.upper(logs, 0.9) - Quantiles.upper(logs, 0.1);
    return Math.max(MIN_WIDTH, middle / 0.8);
  }

  /** The most matches whose ratios lie within the tolerance of one constant, in order of ratio. */
  private static List<Match> mostCrowded(List<Match> matches, double tolerance) {
    List<Match> sorted = new ArrayList<>(matches);
    sorted.sort(Comparator.comparingDouble(Copies::log));
    int from = 0;
    int bestFrom = 0;
    int bestTo = 0;
    for (int to = 1; to <= sorted.size(); to++) {
      while (log(sorted.get(to - 1)) - log(sorted.get(from)) > 2 * tolerance) {
        from++;
      }
      if (to - from > bestTo - bestFrom) {
        bestFrom = from;
        bestTo = to;
      }
    }
    return sorted.subList(bestFrom, bestTo);
  }

  /** Upper bound of the probability that a Poisson variable is {@code count} or more. */
  private static double chance(int count, double expected) {
    if (count <= expected) {
      return 1;
    }
    double log = -expected + count * Math.log(expected);
    for (int i = 2; i <= count; i++) {
      log -= Math.log(i);
    }
    return Math.exp(log) / (1 - expected / (count + 1));
  }

  private static List<Finding> findings(List<Match> copied, double log) {
    List<Finding> findings = new ArrayList<>();
    String times = log == 0 ? "" : " times " + Units.number(Math.exp(log));
    for (Match match : copied) {
      findings.add(
          Finding.ofRow(
              Kind.COPIED,
              Severity.ERROR,
              match.row(),
              match.row().shown() + ", which is " + match.other().where() + times,
              "a measurement of its own; " + copied.size() + " rows are like this",
              "measure the rows on this device"));
    }
    return findings;
  }
}
