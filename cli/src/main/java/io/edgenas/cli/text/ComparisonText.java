package io.edgenas.cli.text;

import io.edgenas.network.Arch;
import io.edgenas.pipeline.compare.Comparison;
import io.edgenas.pipeline.compare.HandMade;
import io.edgenas.search.Candidate;
import io.edgenas.search.Metric;
import io.edgenas.search.compare.Entry;
import io.edgenas.search.compare.Run;
import io.edgenas.search.compare.Score;
import io.edgenas.search.compare.Spread;
import io.edgenas.search.compare.Standing;
import io.edgenas.search.compare.Verdict;
import io.edgenas.search.table.SearchTable;
import io.edgenas.search.table.TableProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** How strategies stand, for people and machines: a line each. */
public record ComparisonText(Comparison comparison) {

  /** What was read of a table, for people. */
  public static String about(TableProblem problem) {
    SearchTable table = problem.table();
    String known =
        table.complete()
            ? "all " + table.archs().size() + " architectures"
            : table.archs().size() + " of " + table.space().size() + " architectures";
    OptionalDouble optimum = problem.optimum();
    return String.format(
        Locale.ROOT,
        "table %s: %s%s, accuracies %s%s; %s",
        table.space().name(),
        known,
        table.leftOut() == 0 ? "" : ", " + table.leftOut() + " rows left out",
        table.percent() ? "in percent" : "as shares",
        table.levels().last() == 0 ? "" : " at the levels " + table.levels().efforts(),
        optimum.isPresent()
            ? String.format(Locale.ROOT, "the best has %.3f %%", 100 * optimum.getAsDouble())
            : "none keeps the budgets");
  }

  /** What a strategy counted, for people: the means of its runs; empty where it counted nothing. */
  public static String counts(Entry entry) {
    return entry.meanCounts().isEmpty()
        ? ""
        : entry.meanCounts().entrySet().stream()
            .map(each -> format("%.0f %s", each.getValue(), each.getKey()))
            .collect(Collectors.joining(", ", "; in a run ", ""));
  }

  /** The names of the columns. */
  public String header() {
    StringBuilder header =
        new StringBuilder(String.format("%-" + width() + "s", "median " + score().title()));
    comparison
        .scoreboard()
        .stages()
        .forEach(queries -> header.append(String.format("%9d", queries)));
    header.append("  (80 % of runs)    than random");
    header.append(
        comparison.scoreboard().optimum().isPresent() ? "           optimum   after" : "");
    header.append(comparison.scale().isPresent() ? "    front" : "");
    return header.toString();
  }

  private Score score() {
    return comparison.problem().score();
  }

  /** A reward may be of any size: what counts are its leading digits. */
  private String digits(String width) {
    return score() == Score.ACCURACY ? "%" + width + ".3f" : "%" + width + ".4g";
  }

  /** The largest reward of a strategy, with the accuracy and the cost of its architecture. */
  private Optional<Rewards> rewards(Entry entry) {
    Candidate best =
        Collections.min(entry.runs().stream().map(Run::best).toList(), Candidate.BEST_FIRST);
    List<Arch> one = List.of(best.arch());
    return comparison
        .problem()
        .rewarded()
        .map(
            of ->
                new Rewards(
                    best,
                    of.accuracy().values(one)[0],
                    of.cost().map(cost -> cost.values(one)[0])));
  }

  private record Rewards(Candidate best, double top1, Optional<Double> cost) {}

  /** What the best by a reward has of accuracy and cost, for people; empty without a reward. */
  public Optional<String> rewarded(Entry entry) {
    return rewards(entry)
        .map(
            each ->
                format(
                    "best of %s: reward %.6g, %.3f %% top-1%s: %s",
                    entry.label(),
                    each.best.top1(),
                    100 * each.top1,
                    each.cost.map(this::amount).orElse(""),
                    each.best.arch()));
  }

  private String amount(double value) {
    Metric cost = comparison.problem().rewarded().orElseThrow().cost().orElseThrow();
    return format(", %s %.4g %s", cost.name(), value, cost.unit()).stripTrailing();
  }

  private int width() {
    return comparison.entries().stream().mapToInt(e -> e.label().length()).max().orElse(0) + 14;
  }

  /** A strategy's line for people. */
  public String line(Entry entry) {
    StringBuilder line = new StringBuilder(String.format("%-" + width() + "s", entry.label()));
    Standing last = standing(entry, comparison.scoreboard().queries());
    for (int queries : comparison.scoreboard().stages()) {
      line.append(format(digits("9"), score().shown(standing(entry, queries).top1().median())));
    }
    line.append(
        format(
            "  (" + digits("6") + " to " + digits("6") + ")  %s",
            score().shown(last.top1().low()),
            score().shown(last.top1().high()),
            verdict(last)));
    if (comparison.scoreboard().optimum().isPresent()) {
      OptionalDouble after = comparison.scoreboard().queriesToOptimum(entry);
      line.append(
          format(
              "  %3d of %-3d  %6s",
              last.optimal(),
              entry.runs().size(),
              after.isPresent() ? format("%.0f", after.getAsDouble()) : "-"));
    }
    comparison
        .scale()
        .ifPresent(scale -> line.append(format("  %5.1f %%", 100 * scale.shares(entry).median())));
    return line.toString();
  }

  private static String verdict(Standing standing) {
    return standing.verdict() == Verdict.REFERENCE
        ? format("%-21s", "")
        : format(
            "%-7s %4.0f %% of pairs",
            standing.verdict().text(),
            100 * (standing.test().larger() + standing.test().equal() / 2));
  }

  private Standing standing(Entry entry, int queries) {
    return comparison.scoreboard().standing(entry, queries);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** What a rule reaches without a search, for people; empty where there is no such rule. */
  public Optional<String> handMade() {
    return comparison
        .problem()
        .handMade()
        .map(
            made -> {
              Metric cost = comparison.problem().cost().orElseThrow();
              return format(
                  "best of %d by uniform scaling: %.3f %%, %s %.4g %s: %s",
                  made.count(),
                  100 * made.best().point().top1(),
                  cost.name(),
                  made.best().point().cost(),
                  cost.unit(),
                  made.best().arch());
            });
  }

  /** A strategy's line for machines. */
  public Map<String, Object> toJson(Entry entry) {
    Standing last = standing(entry, comparison.scoreboard().queries());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("strategy", entry.label());
    json.put("queries", last.queries());
    json.put("runs", entry.runs().size());
    json.put("median_" + score().key(), last.top1().median());
    json.put("low_" + score().key(), last.top1().low());
    json.put("high_" + score().key(), last.top1().high());
    json.put("better_than_random", last.test().larger());
    json.put("equal_to_random", last.test().equal());
    json.put("chance_if_equal", last.test().chanceOfLarger());
    json.put("verdict", last.verdict().text());
    comparison
        .scoreboard()
        .optimum()
        .ifPresent(
            optimum -> {
              OptionalDouble after = comparison.scoreboard().queriesToOptimum(entry);
              json.put("optimum_" + score().key(), optimum);
              json.put("optimal_runs", last.optimal());
              json.put("optimal_after", after.isPresent() ? after.getAsDouble() : null);
            });
    comparison
        .scale()
        .ifPresent(
            scale -> {
              Spread share = scale.shares(entry);
              json.put("median_hypervolume", share.median());
              json.put("low_hypervolume", share.low());
              json.put("high_hypervolume", share.high());
            });
    comparison
        .problem()
        .handMade()
        .map(HandMade::best)
        .ifPresent(
            best -> {
              json.put("hand_made_arch", best.arch().toString());
              json.put("hand_made_top1", best.point().top1());
              json.put("hand_made_cost", best.point().cost());
            });
    rewards(entry)
        .ifPresent(
            each -> {
              json.put("best_arch", each.best.arch().toString());
              json.put("best_reward", each.best.top1());
              json.put("best_top1", each.top1);
              json.put("best_cost", each.cost.orElse(null));
            });
    List<Map<String, Object>> stages = new ArrayList<>();
    for (int queries : comparison.scoreboard().stages()) {
      Standing standing = standing(entry, queries);
      Map<String, Object> stage = new LinkedHashMap<>();
      stage.put("queries", queries);
      stage.put("median_" + score().key(), standing.top1().median());
      stage.put("low_" + score().key(), standing.top1().low());
      stage.put("high_" + score().key(), standing.top1().high());
      stage.put("verdict", standing.verdict().text());
      stages.add(stage);
    }
    json.put("stages", stages);
    json.put(
        "seconds", entry.runs().stream().mapToDouble(run -> run.seconds()).average().orElseThrow());
    return json;
  }
}
