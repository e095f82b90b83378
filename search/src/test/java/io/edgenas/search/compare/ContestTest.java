package io.edgenas.search.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.table.CsvTable;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.search.Candidate;
import io.edgenas.search.InfeasibleBudgetException;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchResult;
import io.edgenas.search.SearchSession;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.RandomSearch;
import io.edgenas.search.strategy.part.HillClimb;
import io.edgenas.search.table.ColumnPattern;
import io.edgenas.search.table.SearchTable;
import io.edgenas.search.table.TableLayout;
import io.edgenas.search.table.TableLayout.Twins;
import io.edgenas.search.table.TableProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContestTest {
  /** 729 architectures of six digits: accuracy and cost rise with every digit, accuracy less. */
  private static final SearchTable TABLE = table();

  private static final int SEEDS = 8;
  private static final int QUERIES = 60;

  private static final Contestant RANDOM = new Contestant("random", RandomSearch::new);
  private static final Contestant CLIMB = new Contestant("climb", () -> named(HillClimb::climb));
  private static final Contestant LAZY = new Contestant("lazy", () -> named(session -> {}));

  private static SearchTable table() {
    StringBuilder text = new StringBuilder("arch,accuracy,macs\n");
    for (int i = 0; i < 729; i++) {
      String arch = String.format("%6s", Integer.toString(i, 3)).replace(' ', '0');
      double sum = arch.chars().mapToDouble(digit -> digit - '0').sum();
      double accuracy = 1 - Math.exp(-0.2 * sum - 0.01 * (arch.charAt(0) - '0'));
      text.append(arch).append(',').append(accuracy).append(',').append(1 + sum).append('\n');
    }
    return SearchTable.of(
        CsvTable.parse(text.toString().getBytes(StandardCharsets.UTF_8), "toy.csv"),
        new TableLayout(
            ColumnPattern.list("decisions", "arch[]"), List.of(), List.of("macs"), Twins.REFUSED));
  }

  private interface Exploration {
    void explore(SearchSession session);
  }

  private static SearchStrategy named(Exploration exploration) {
    return new SearchStrategy() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public void explore(SearchSession session) {
        exploration.explore(session);
      }
    };
  }

  private static TableProblem problem(Map<String, Double> budgets) {
    return new TableProblem(TABLE, budgets);
  }

  private static Contest contest(TableProblem problem) {
    return new Contest(
        problem.problem(), Optional.of(TABLE.cost("macs")), new SearchBudget(QUERIES), 1, SEEDS);
  }

  private static CompareTables compare(Contestant... others) {
    TableProblem problem = problem(Map.of());
    List<Contestant> all = new ArrayList<>(List.of(RANDOM));
    all.addAll(List.of(others));
    List<Entry> entries = contest(problem).run(all, 3, entry -> {});
    return new CompareTables(
        entries,
        new Scoreboard(entries.get(0), QUERIES, problem.optimum()),
        Optional.of(FrontScale.of(entries)),
        Score.ACCURACY);
  }

  @Test
  void theResultDoesNotDependOnThreads() {
    List<String> texts = new ArrayList<>();
    for (int threads : new int[] {1, 5}) {
      List<Entry> entries =
          contest(problem(Map.of())).run(List.of(RANDOM, CLIMB), threads, entry -> {});
      CompareTables tables =
          new CompareTables(
              entries,
              new Scoreboard(entries.get(0), QUERIES, OptionalDouble.empty()),
              Optional.of(FrontScale.of(entries)),
              Score.ACCURACY);
      texts.add(tables.standings() + tables.curves() + tables.fronts() + tables.runs());
    }
    assertEquals(texts.get(0), texts.get(1));
  }

  @Test
  void everyContestantHasTheSameSeedsAndQueries() {
    List<String> heard = new ArrayList<>();
    List<Entry> entries =
        contest(problem(Map.of()))
            .run(List.of(RANDOM, CLIMB), 2, entry -> heard.add(entry.label()));
    assertEquals(List.of("random", "climb"), heard);
    for (Entry entry : entries) {
      assertEquals(
          List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L), entry.runs().stream().map(Run::seed).toList());
      entry.runs().forEach(run -> assertEquals(QUERIES, run.queries()));
    }
  }

  @Test
  void tellsWhichStrategyIsBetterWhichIsWorseAndWhichIsTheSame() {
    Contestant twin = new Contestant("twin", RandomSearch::new);
    CompareTables tables = compare(CLIMB, LAZY, twin);
    List<Verdict> verdicts =
        tables.entries().stream()
            .map(entry -> tables.scoreboard().standing(entry, QUERIES).verdict())
            .toList();
    assertEquals(
        List.of(Verdict.REFERENCE, Verdict.BETTER, Verdict.WORSE, Verdict.UNCLEAR), verdicts);
  }

  @Test
  void countsTheRunsThatReachTheOptimum() {
    CompareTables tables = compare(CLIMB, LAZY);
    assertEquals(SEEDS, tables.scoreboard().standing(tables.entries().get(1), QUERIES).optimal());
    assertEquals(0, tables.scoreboard().standing(tables.entries().get(2), QUERIES).optimal());
    double needed = tables.scoreboard().queriesToOptimum(tables.entries().get(1)).orElseThrow();
    assertTrue(needed > 6 && needed <= QUERIES, needed + " queries");
    assertTrue(tables.scoreboard().queriesToOptimum(tables.entries().get(2)).isEmpty());
  }

  /** The best after a query counts once its last part was spent. */
  @Test
  void aCandidateCountsFromTheQueryInWhichItWasKnown() {
    List<Candidate> evaluated =
        TABLE.archs().subList(0, 3).stream()
            .map(
                arch ->
                    new Candidate(
                        arch, List.of(TABLE.accuracy().top1(List.of(arch))[0]), List.of()))
            .toList();
    SearchResult result =
        new SearchResult("test", 1, evaluated, List.of(1.0, 2.25, 3.0), 0, 0, Map.of("looks", 5));
    Run run = Run.of(result, Optional.empty(), 0);
    assertEquals(3, run.queries());
    assertEquals(evaluated.get(0).top1(), run.bestAfter(2));
    assertEquals(evaluated.get(2).top1(), run.bestAfter(3));
    assertEquals(Optional.of(3), run.queriesTo(evaluated.get(1).top1()));
    assertEquals(Map.of("looks", 5.0), new Entry("test", List.of(run)).meanCounts());
  }

  @Test
  void curvesRiseWithTheirSpreadAroundThem() {
    for (Entry entry : compare(CLIMB).entries()) {
      List<Entry.Place> curve = entry.curve(IntStream.rangeClosed(1, QUERIES).boxed().toList());
      for (int i = 0; i < curve.size(); i++) {
        Spread here = curve.get(i).top1();
        assertTrue(here.low() <= here.median() && here.median() <= here.high());
        assertTrue(i == 0 || curve.get(i - 1).top1().median() <= here.median());
      }
      assertEquals(entry.bestAfter(QUERIES), curve.get(QUERIES - 1).top1());
    }
  }

  /** A front is the best accuracy within each cost: at the largest cost, the best of the run. */
  @Test
  void frontsRiseWithCostAndEndAtTheBest() {
    for (Entry entry : compare(CLIMB).entries()) {
      List<Entry.Place> front = entry.front();
      for (int i = 1; i < front.size(); i++) {
        assertTrue(front.get(i - 1).at() < front.get(i).at());
        assertTrue(front.get(i - 1).top1().median() <= front.get(i).top1().median());
      }
      assertEquals(entry.bestAfter(QUERIES), front.get(front.size() - 1).top1());
    }
  }

  @Test
  void hypervolumesAreSharesOfThatOfAllRuns() {
    CompareTables tables = compare(CLIMB, LAZY);
    FrontScale scale = tables.scale().orElseThrow();
    for (Entry entry : tables.entries()) {
      entry.runs().forEach(run -> assertTrue(scale.share(run) >= 0 && scale.share(run) <= 1));
    }
    double random = scale.shares(tables.entries().get(0)).median();
    assertTrue(random > scale.shares(tables.entries().get(2)).median(), random + " of random");
    assertTrue(scale.front().size() >= 10, scale.front().toString());
  }

  @Test
  void keepsTheBudgetsOfTheProblem() {
    for (Entry entry : contest(problem(Map.of("macs", 8.0))).run(List.of(CLIMB), 2, e -> {})) {
      entry.runs().forEach(run -> assertTrue(run.best().values().get(0) <= 8));
    }
    Contest impossible = contest(problem(Map.of("macs", 0.5)));
    assertThrows(
        InfeasibleBudgetException.class, () -> impossible.run(List.of(RANDOM), 2, e -> {}));
  }

  @Test
  void aFailureOfAStrategyIsTheComparisons() {
    Contestant broken =
        new Contestant(
            "broken",
            () ->
                named(
                    session -> {
                      throw new IllegalStateException("broken");
                    }));
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> contest(problem(Map.of())).run(List.of(RANDOM, broken), 2, entry -> {}));
    assertEquals("broken", e.getMessage());
  }

  @Test
  void refusesNoSeedsAndTooMany() {
    for (int seeds : new int[] {0, 101}) {
      assertThrows(
          InvalidValueException.class,
          () ->
              new Contest(
                  problem(Map.of()).problem(), Optional.empty(), new SearchBudget(1), 1, seeds));
    }
  }

  @Test
  void placesAreFewHoweverManyTheQueries() {
    Entry any = compare().entries().get(0);
    for (int queries : new int[] {1, 7, 400, 401, 50_000}) {
      Scoreboard scoreboard = new Scoreboard(any, queries, OptionalDouble.empty());
      List<Integer> places = scoreboard.places();
      assertEquals(1, places.get(0));
      assertEquals(queries, places.get(places.size() - 1));
      assertTrue(places.size() <= 401 && places.size() >= Math.min(queries, 150));
      assertEquals(queries, scoreboard.stages().get(scoreboard.stages().size() - 1));
    }
  }
}
