package io.edgenas.search.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.Candidate;
import io.edgenas.search.Constraint;
import io.edgenas.search.InfeasibleBudgetException;
import io.edgenas.search.Metric;
import io.edgenas.search.Objective;
import io.edgenas.search.Range;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchResult;
import io.edgenas.search.SearchStrategy;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.ArchSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every strategy promises: a strategy's test extends this and gives the strategy. */
public abstract class SearchStrategyContract {
  private static final SearchBudget BUDGET = new SearchBudget(400);

  /** The strategy that is tested, with the options that it is used with. */
  protected abstract SearchStrategy strategy();

  @ParameterizedTest
  @ValueSource(doubles = {60, 120, 300})
  void keepsTheConstraintWithEverythingEvaluated(double limit) {
    SearchProblem problem = Toy.tiny(limit);
    SearchResult result = strategy().search(problem, BUDGET, 1);
    for (Candidate candidate : result.evaluated()) {
      assertTrue(Toy.kiloMacs(TinySpace.SPACE, candidate.arch()) <= limit, candidate.toString());
      assertEquals(Toy.kiloMacs(TinySpace.SPACE, candidate.arch()), candidate.values().get(0));
      assertEquals(Toy.top1(candidate.arch()), candidate.top1());
      problem.space().check(candidate.arch());
    }
  }

  @Test
  void keepsSeveralConstraintsAtOnce() {
    SearchProblem problem =
        new SearchProblem(
            TinySpace.SPACE,
            List.of(16, 20),
            Toy.objective(Toy::top1),
            List.of(
                Toy.limit("MACs", 150, arch -> Toy.kiloMacs(TinySpace.SPACE, arch)),
                Toy.limit("blocks", 3, SearchStrategyContract::blocks)));
    for (Candidate candidate : strategy().search(problem, BUDGET, 1).evaluated()) {
      assertTrue(candidate.values().get(0) <= 150 && candidate.values().get(1) <= 3);
      assertTrue(problem.resolutions().contains(candidate.arch().resolution()));
    }
  }

  @Test
  void usesABudgetThatIsToBeUsed() {
    Metric cost = Toy.metric("MACs", arch -> Toy.kiloMacs(TinySpace.SPACE, arch));
    SearchProblem problem = withConstraint(Constraint.between(cost, 140, 150));
    for (Candidate candidate : strategy().search(problem, BUDGET, 1).evaluated()) {
      double value = candidate.values().get(0);
      assertTrue(value >= 140 && value <= 150, candidate.toString());
    }
  }

  /** A floor is the same as a budget on how often a value fits into it. */
  @Test
  void aRangeFindsWhatTwoBudgetsFind() {
    double budget = 150;
    Metric cost = Toy.metric("MACs", arch -> Toy.kiloMacs(TinySpace.SPACE, arch));
    Metric use = Toy.metric("use", arch -> budget / Toy.kiloMacs(TinySpace.SPACE, arch));
    SearchProblem twice =
        new SearchProblem(
            TinySpace.SPACE,
            TinySpace.SPACE.resolutions(),
            Toy.objective(Toy::top1),
            List.of(Constraint.atMost(cost, budget), Constraint.atMost(use, 1 / 0.9)));
    SearchProblem once = withConstraint(Constraint.between(cost, 0.9 * budget, budget));
    for (long seed = 0; seed < 5; seed++) {
      assertEquals(
          archs(strategy().search(twice, BUDGET, seed)),
          archs(strategy().search(once, BUDGET, seed)));
    }
  }

  private static List<Arch> archs(SearchResult result) {
    return result.evaluated().stream().map(Candidate::arch).toList();
  }

  @Test
  void tellsEveryObjectiveAndRanksByTheFirst() {
    SearchProblem alone = Toy.tiny(150);
    Metric blocks = Toy.metric("blocks", SearchStrategyContract::blocks);
    SearchProblem both =
        new SearchProblem(
            alone.space(),
            alone.resolutions(),
            List.of(alone.objectives().get(0), Objective.minimise(blocks)),
            alone.constraints());
    SearchResult result = strategy().search(both, BUDGET, 1);
    double best = 0;
    for (Candidate candidate : result.evaluated()) {
      assertEquals(
          List.of(Toy.top1(candidate.arch()), blocks(candidate.arch())), candidate.objectives());
      best = Math.max(best, candidate.top1());
    }
    assertEquals(best, result.best().top1());
  }

  private static double blocks(Arch arch) {
    return ArchSpec.of(arch).stages().stream().mapToInt(stage -> stage.depth()).sum();
  }

  @Test
  void sameSeedGivesTheSameResult() {
    SearchResult first = strategy().search(Toy.tiny(150), BUDGET, 5);
    assertEquals(first, strategy().search(Toy.tiny(150), BUDGET, 5));
  }

  @Test
  void anotherSeedSeesOtherArchitectures() {
    SearchResult first = strategy().search(Toy.tiny(150), BUDGET, 5);
    SearchResult second = strategy().search(Toy.tiny(150), BUDGET, 6);
    assertTrue(!first.evaluated().equals(second.evaluated()));
  }

  @Test
  void threadsDoNotChangeTheResult() {
    assertEquals(searchWithThreads(1), searchWithThreads(4));
  }

  private SearchResult searchWithThreads(int threads) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      SearchProblem problem = Toy.tiny(150);
      Metric accuracy = problem.objectives().get(0).metric();
      Constraint limit = problem.constraints().get(0);
      Metric cost = new ParallelMetric(limit.metric(), executor, 7);
      return strategy()
          .search(
              new SearchProblem(
                  problem.space(),
                  problem.resolutions(),
                  List.of(Objective.maximise(new ParallelMetric(accuracy, executor, 7))),
                  List.of(new Constraint(cost, limit.range()))),
              BUDGET,
              3);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void findsTheOptimumOfAnEnumeratedSpace() {
    Set<Arch> all = Toy.enumerate(Toy.SMALL);
    double[] costs = all.stream().mapToDouble(Toy.smallCost()).sorted().toArray();
    for (int percent : new int[] {3, 30, 80}) {
      double limit = costs[costs.length * percent / 100];
      double optimum =
          all.stream()
              .filter(arch -> Toy.smallCost().applyAsDouble(arch) <= limit)
              .mapToDouble(Toy::top1)
              .max()
              .orElseThrow();
      SearchResult result =
          strategy().search(Toy.problem(Toy.SMALL, limit), SearchBudget.DEFAULT, 1);
      assertEquals(optimum, result.best().top1(), "limit " + limit);
    }
  }

  @Test
  void asksForEachAccuracyOnceAndForNoMoreThanTheBudget() {
    for (int evaluations : new int[] {1, 2, 99, 250}) {
      List<Arch> asked = new ArrayList<>();
      SearchProblem problem =
          new SearchProblem(
              TinySpace.SPACE,
              TinySpace.SPACE.resolutions(),
              archs -> {
                asked.addAll(archs);
                return archs.stream().mapToDouble(Toy::top1).toArray();
              },
              Toy.tiny(200).constraints());
      SearchResult result = strategy().search(problem, new SearchBudget(evaluations), 2);
      assertEquals(asked.size(), result.evaluations());
      assertEquals(asked.size(), new HashSet<>(asked).size());
      assertTrue(asked.size() <= evaluations && asked.size() >= 0.9 * evaluations - 1);
    }
  }

  @Test
  void tellsAnInfeasibleBudgetWithTheReachableRangeBeforeAnyAccuracy() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger measured = new AtomicInteger();
    Set<Arch> all = Toy.enumerate(Toy.SMALL);
    double smallest = all.stream().mapToDouble(Toy.smallCost()).min().orElseThrow();
    double largest = all.stream().mapToDouble(Toy.smallCost()).max().orElseThrow();
    SearchProblem problem =
        new SearchProblem(
            Toy.SMALL,
            Toy.SMALL.resolutions(),
            archs -> {
              asked.incrementAndGet();
              return new double[archs.size()];
            },
            List.of(
                Toy.limit(
                    "MACs",
                    smallest * 0.99,
                    arch -> {
                      measured.incrementAndGet();
                      return Toy.smallCost().applyAsDouble(arch);
                    })));
    InfeasibleBudgetException e =
        assertThrows(
            InfeasibleBudgetException.class,
            () -> strategy().search(problem, SearchBudget.DEFAULT, 1));
    assertEquals(smallest, e.tightest());
    assertEquals(largest, e.loosest());
    assertEquals("MACs", e.constraint());
    assertEquals(new Range(0, smallest * 0.99), e.range());
    assertEquals(smallest, Toy.smallCost().applyAsDouble(e.nearest()));
    assertTrue(e.getMessage().contains("no architecture has MACs within "), e.getMessage());
    assertTrue(e.getMessage().contains(" kMAC (" + e.nearest() + ") to "), e.getMessage());
    assertTrue(e.getMessage().contains("raise the budget"), e.getMessage());
    assertEquals(0, asked.get());
    assertTrue(measured.get() < 10_000, measured + " measured");
  }

  @Test
  void leavesOutAndCountsWhatAConstraintDoesNotCover() {
    Constraint constraint =
        Toy.limit("MACs", 200, arch -> arch.resolution() == 12 ? Double.NaN : 100);
    SearchResult result = strategy().search(withConstraint(constraint), BUDGET, 1);
    assertTrue(result.uncovered() > 0);
    assertTrue(result.evaluated().stream().allMatch(c -> c.arch().resolution() != 12));
  }

  @Test
  void refusesAConstraintThatCoversNothing() {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () ->
                strategy()
                    .search(
                        withConstraint(Toy.limit("latency on x", 1, arch -> Double.NaN)),
                        BUDGET,
                        1));
    assertTrue(e.getMessage().contains("latency on x covers none"), e.getMessage());
    assertTrue(e.getMessage().contains("[12, 16, 20]"), e.getMessage());
  }

  @Test
  void namesTheConstraintThatAnswersInfinity() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                strategy()
                    .search(
                        withConstraint(
                            Toy.limit("latency on x", 1, arch -> Double.NEGATIVE_INFINITY)),
                        BUDGET,
                        1));
    assertTrue(e.getMessage().contains("latency on x answered -Infinity for r"), e.getMessage());
  }

  @Test
  void namesTheObjectiveThatAnswersNaN() {
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> searchWith(archs -> nans(archs.size())));
    assertTrue(e.getMessage().contains("objective accuracy answered NaN for r"), e.getMessage());
  }

  @Test
  void namesTheObjectiveThatAnswersTooFewValues() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> searchWith(archs -> new double[archs.size() - 1]));
    assertTrue(e.getMessage().contains("objective accuracy answered 0 values for 1"));
  }

  private static double[] nans(int count) {
    double[] nans = new double[count];
    Arrays.fill(nans, Double.NaN);
    return nans;
  }

  private void searchWith(AccuracyMetric accuracy) {
    SearchProblem problem =
        new SearchProblem(TinySpace.SPACE, List.of(12), accuracy, Toy.tiny(200).constraints());
    strategy().search(problem, BUDGET, 1);
  }

  private static SearchProblem withConstraint(Constraint constraint) {
    return new SearchProblem(
        TinySpace.SPACE,
        TinySpace.SPACE.resolutions(),
        Toy.objective(Toy::top1),
        List.of(constraint));
  }

  @Test
  void searchesWithoutConstraints() {
    SearchProblem problem =
        new SearchProblem(Toy.SMALL, Toy.SMALL.resolutions(), Toy.objective(Toy::top1), List.of());
    double optimum = Toy.enumerate(Toy.SMALL).stream().mapToDouble(Toy::top1).max().orElseThrow();
    SearchResult result = strategy().search(problem, SearchBudget.DEFAULT, 1);
    assertEquals(optimum, result.best().top1());
  }

  @Test
  void ranksDistinctFinalists() {
    SearchResult result = strategy().search(Toy.tiny(150), BUDGET, 1);
    List<Candidate> finalists = result.finalists(10);
    assertEquals(10, finalists.stream().map(Candidate::arch).distinct().count());
    assertEquals(result.best(), finalists.get(0));
    for (int i = 1; i < 10; i++) {
      assertTrue(finalists.get(i).top1() <= finalists.get(i - 1).top1());
    }
  }
}
