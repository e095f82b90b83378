package io.edgenas.search.compare;

import io.edgenas.base.table.CsvText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The result of a comparison as CSV files, which hold nothing that a clock measured: the same
 * comparison gives the same bytes.
 *
 * @param entries in the order of the tables
 * @param scale of fronts, where there is a cost
 * @param score what the values are, which are named by it
 */
public record CompareTables(
    List<Entry> entries, Scoreboard scoreboard, Optional<FrontScale> scale, Score score) {
  public CompareTables {
    entries = List.copyOf(entries);
  }

  /** A row for each strategy at each stage. */
  public String standings() {
    StringBuilder csv =
        new StringBuilder(
            CsvText.line(
                List.of(
                    "strategy",
                    "queries",
                    "runs",
                    "median_" + score.key(),
                    "low_" + score.key(),
                    "high_" + score.key(),
                    "better_than_random",
                    "equal_to_random",
                    "chance_if_equal",
                    "verdict",
                    "optimal_runs",
                    "median_hypervolume",
                    "low_hypervolume",
                    "high_hypervolume")));
    for (Entry entry : entries) {
      for (int queries : scoreboard.stages()) {
        csv.append(CsvText.line(standing(entry, scoreboard.standing(entry, queries))));
      }
    }
    return csv.toString();
  }

  private List<Object> standing(Entry entry, Standing standing) {
    boolean last = standing.queries() == scoreboard.queries();
    Optional<Spread> hypervolume = scale.filter(any -> last).map(whole -> whole.shares(entry));
    return Arrays.asList(
        standing.label(),
        standing.queries(),
        entry.runs().size(),
        standing.top1().median(),
        standing.top1().low(),
        standing.top1().high(),
        standing.test().larger(),
        standing.test().equal(),
        standing.test().chanceOfLarger(),
        standing.verdict().text(),
        scoreboard.optimum().isPresent() ? standing.optimal() : null,
        hypervolume.map(Spread::median).orElse(null),
        hypervolume.map(Spread::low).orElse(null),
        hypervolume.map(Spread::high).orElse(null));
  }

  /** The best accuracy of each strategy against queries. */
  public String curves() {
    return lines("queries", entries.stream().map(e -> e.curve(scoreboard.places())).toList());
  }

  /** The best accuracy of each strategy against cost; rows only where there is a cost. */
  public String fronts() {
    return lines("cost", entries.stream().map(Entry::front).toList());
  }

  private String lines(String at, List<List<Entry.Place>> lines) {
    StringBuilder csv =
        new StringBuilder(
            CsvText.line(
                List.of(
                    "strategy",
                    at,
                    "median_" + score.key(),
                    "low_" + score.key(),
                    "high_" + score.key())));
    for (int i = 0; i < lines.size(); i++) {
      for (Entry.Place place : lines.get(i)) {
        csv.append(
            CsvText.line(
                List.of(
                    entries.get(i).label(),
                    number(place.at()),
                    place.top1().median(),
                    place.top1().low(),
                    place.top1().high())));
      }
    }
    return csv.toString();
  }

  /** Whole numbers without a point. */
  private static Object number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : value;
  }

  /** A row for each run. */
  public String runs() {
    StringBuilder csv =
        new StringBuilder(
            CsvText.line(
                List.of(
                    "strategy",
                    "seed",
                    "queries",
                    score.key(),
                    "found_after",
                    "arch",
                    "hypervolume")));
    for (Entry entry : entries) {
      for (Run run : entry.runs()) {
        List<Object> cells = new ArrayList<>();
        cells.add(entry.label());
        cells.add(run.seed());
        cells.add(run.queries());
        cells.add(run.best().top1());
        cells.add(run.queriesTo(run.best().top1()).orElseThrow());
        cells.add(run.best().arch());
        cells.add(scale.map(whole -> whole.share(run)).orElse(null));
        csv.append(CsvText.line(cells));
      }
    }
    return csv.toString();
  }
}
