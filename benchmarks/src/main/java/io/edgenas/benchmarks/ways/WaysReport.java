package io.edgenas.benchmarks.ways;

import io.edgenas.benchmarks.ways.WayJudge.Fitted;
import io.edgenas.benchmarks.ways.WayJudge.Verdict;
import io.edgenas.network.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The comparison as a table of Markdown. */
final class WaysReport {
  private static final int DRAWS = 20;

  private final WayJudge judge;
  private final int calibrating;

  /**
   * @param calibrating networks that models are fitted on
   */
  WaysReport(WayJudge judge, int calibrating) {
    this.judge = judge;
    this.calibrating = calibrating;
  }

  /** A table of operations and what it took to measure. */
  record Candidate(String name, double seconds, Map<Operation, Double> table) {}

  /** Every way, and the mean of the two that measure the least alike. */
  static List<Candidate> candidates(WayTables tables, Map<Way, Double> seconds) {
    List<Candidate> candidates = new ArrayList<>();
    for (Way way : Way.values()) {
      // A chain's operations without chain are isolated.
      double alone = way == Way.CHAINS ? seconds.get(Way.FOLLOWING) : 0;
      candidates.add(new Candidate(way.description(), alone + seconds.get(way), tables.of(way)));
    }
    Map<Operation, Double> mean = new HashMap<>();
    Map<Operation, Double> nodes = tables.of(Way.NODES);
    tables
        .of(Way.FOLLOWING)
        .forEach((operation, us) -> mean.put(operation, Math.sqrt(us * nodes.get(operation))));
    candidates.add(
        new Candidate(
            "geometric mean of runs that follow each other and of nodes",
            seconds.get(Way.FOLLOWING) + seconds.get(Way.NODES),
            mean));
    return candidates;
  }

  /** Judges all; one row each. */
  String text(List<Candidate> candidates) {
    StringBuilder text =
        new StringBuilder(
            "| way | seconds | sum of operations / network | MAPE after one factor | MAPE of the"
                + " fitted model | within 5 % | within 10 % | tau | tau at one resolution |\n"
                + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (Candidate candidate : candidates) {
      text.append(row(candidate, judge.judge(candidate.table(), calibrating, DRAWS)));
    }
    judge
        .noise()
        .ifPresent(
            noise ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%nHalf of the rounds and the other half differ by %.2f %% for networks.%n",
                        100 * noise)));
    return text.toString();
  }

  /**
   * How good the fitted model is after one round, two, ...: what a way is worth for its time.
   *
   * @param byRounds the same ways in each, in the same order
   */
  String convergence(List<List<Candidate>> byRounds) {
    StringBuilder text = new StringBuilder();
    text.append(
        "\nMAPE of the fitted model by seconds of measuring operations, round by round:\n\n");
    for (int i = 0; i < byRounds.get(0).size(); i++) {
      text.append(byRounds.get(0).get(i).name());
      for (List<Candidate> candidates : byRounds) {
        Candidate candidate = candidates.get(i);
        text.append(
            String.format(
                Locale.ROOT,
                "; %.0f s: %.2f %%",
                candidate.seconds(),
                100 * judge.judge(candidate.table(), calibrating, DRAWS).fitted().mape()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String row(Candidate candidate, Verdict verdict) {
    Fitted fitted = verdict.fitted();
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.2f to %.2f | %.2f %% | %.2f %% | %.1f %% | %.1f %% | %.3f | %.3f |%n",
        candidate.name(),
        candidate.seconds(),
        Collections.min(verdict.sums().values()),
        Collections.max(verdict.sums().values()),
        100 * verdict.mapeAfterFactor(),
        100 * fitted.mape(),
        100 * fitted.within5(),
        100 * fitted.within10(),
        fitted.tau(),
        fitted.tauAtResolution());
  }
}
