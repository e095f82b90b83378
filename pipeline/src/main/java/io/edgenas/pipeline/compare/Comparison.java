package io.edgenas.pipeline.compare;

import io.edgenas.base.output.AtomicFiles;
import io.edgenas.pipeline.compare.HandMade.Made;
import io.edgenas.pipeline.plot.ComparisonPicture;
import io.edgenas.pipeline.plot.ComparisonPicture.References;
import io.edgenas.pipeline.plot.Level;
import io.edgenas.pipeline.plot.Line;
import io.edgenas.search.Metric;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.compare.CompareTables;
import io.edgenas.search.compare.Contest;
import io.edgenas.search.compare.Contestant;
import io.edgenas.search.compare.Entry;
import io.edgenas.search.compare.FrontScale;
import io.edgenas.search.compare.Scoreboard;
import io.edgenas.search.strategy.RandomSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a comparison gave.
 *
 * @param entries random search first, then the strategies in the order given
 * @param scale of fronts, where the problem has a cost
 */
public record Comparison(
    ComparedProblem problem,
    List<Entry> entries,
    Scoreboard scoreboard,
    Optional<FrontScale> scale) {
  private static final String RANDOM = RandomSearch.KIND.name();

  public Comparison {
    entries = List.copyOf(entries);
  }

  /**
   * Runs strategies, and random search if it is not among them.
   *
   * @param finished hears of every strategy when its runs are done
   * @throws io.edgenas.search.InfeasibleBudgetException if nothing keeps the budgets
   */
  public static Comparison of(
      ComparedProblem problem,
      List<Contestant> contestants,
      SearchBudget queries,
      long firstSeed,
      int seeds,
      int threads,
      Consumer<Entry> finished) {
    List<Contestant> all = new ArrayList<>();
    all.add(new Contestant(RANDOM, RandomSearch::new));
    contestants.stream().filter(each -> !each.label().equals(RANDOM)).forEach(all::add);
    Contest contest = new Contest(problem.problem(), problem.cost(), queries, firstSeed, seeds);
    List<Entry> entries = contest.run(all, threads, finished);
    return new Comparison(
        problem,
        entries,
        new Scoreboard(entries.get(0), queries.evaluations(), problem.optimum()),
        problem.cost().map(cost -> FrontScale.of(entries)));
  }

  /** Writes all tables and pictures. */
  public void write(Path folder) throws IOException {
    CompareTables tables = new CompareTables(entries, scoreboard, scale, problem.score());
    AtomicFiles.write(folder.resolve("standings.csv"), tables.standings());
    AtomicFiles.write(folder.resolve("runs.csv"), tables.runs());
    AtomicFiles.write(folder.resolve("curves.csv"), tables.curves());
    AtomicFiles.write(folder.resolve("curves.svg"), curves().svg());
    if (problem.handMade().isPresent()) {
      AtomicFiles.write(folder.resolve("hand-made.csv"), problem.handMade().get().csv());
    }
    if (scale.isPresent()) {
      AtomicFiles.write(folder.resolve("front.csv"), tables.fronts());
      AtomicFiles.write(folder.resolve("front.svg"), front().svg());
    }
  }

  private ComparisonPicture curves() {
    return new ComparisonPicture(
        problem.title(),
        "the median of "
            + entries.get(0).runs().size()
            + " seeds; bands hold the middle 80 % of them; grey is "
            + RANDOM,
        "architectures evaluated",
        problem.score(),
        0.05,
        entries.stream()
            .map(entry -> new Line(entry.label(), "", entry.curve(scoreboard.places())))
            .toList(),
        levels(true),
        Optional.empty());
  }

  /** A front shows what is hand-made as points, and needs no level for the best of them. */
  private List<Level> levels(boolean withHandMade) {
    List<Level> levels = new ArrayList<>();
    problem.optimum().ifPresent(top1 -> levels.add(Level.optimum(top1)));
    problem
        .handMade()
        .filter(any -> withHandMade)
        .ifPresent(
            made ->
                levels.add(Level.handMade("best by uniform scaling", made.best().point().top1())));
    return levels;
  }

  private ComparisonPicture front() {
    FrontScale whole = scale.orElseThrow();
    return new ComparisonPicture(
        problem.title(),
        "what half of "
            + entries.get(0).runs().size()
            + " seeds attain within a cost; bands hold the middle 80 %; percentages are"
            + " hypervolumes as a share of that of all runs together",
        problem.cost().map(Comparison::axis).orElseThrow(),
        problem.score(),
        0.25,
        entries.stream()
            .map(
                entry ->
                    new Line(
                        entry.label(),
                        String.format(Locale.ROOT, "%.1f %%", 100 * whole.shares(entry).median()),
                        entry.front()))
            .toList(),
        levels(false),
        problem
            .handMade()
            .map(
                made ->
                    new References(
                        "by uniform scaling", made.front().stream().map(Made::point).toList())));
  }

  private static String axis(Metric cost) {
    return cost.unit().isEmpty() ? cost.name() : cost.name() + ", " + cost.unit();
  }
}
