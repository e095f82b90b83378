package io.edgenas.search.strategy.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.Candidate;
import io.edgenas.search.Constraint;
import io.edgenas.search.Metric;
import io.edgenas.search.Objective;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchResult;
import io.edgenas.search.accuracy.ArchEncoding;
import io.edgenas.search.accuracy.GaussianAccuracyModel;
import io.edgenas.search.reference.ReferenceSet;
import io.edgenas.search.strategy.RandomSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * On spaces that are known whole: how many evaluations it takes to the very best network. {@code
 * -Dedgenas.seeds=10} gives the figures of the docs; {@code -Dedgenas.acquisition=mean
 * -Dedgenas.bar=600} those of a search that does not look at how sure the model is.
 */
class BayesianReferenceTest {
  private static final int SEEDS = Integer.getInteger("edgenas.seeds", 2);
  private static final boolean WHOLE = SEEDS > 2;
  private static final Map<String, String> OPTIONS =
      Map.of("acquisition", System.getProperty("edgenas.acquisition", "improvement"));
  private static final int MACRO_BAR = Integer.getInteger("edgenas.bar", 200);
  private static final int CELLS_BAR = Integer.getInteger("edgenas.bar", 300);

  @Test
  void findsTheOptimumOfMacroWithin200Queries() {
    ReferenceSet set = ReferenceSet.macro();
    List<Metric> costs = List.of(set.metric("params", v -> v), set.metric("flops", v -> v));
    judge(set, "top1", List.of(), costs, MACRO_BAR);
    double[] budgets = WHOLE ? new double[] {36.8, 45.5, 55.4, 65.4} : new double[] {45.5};
    for (double budget : budgets) {
      Constraint limit = Constraint.atMost(set.metric("flops", v -> v / 1e6), budget);
      judge(set, "top1", List.of(limit), costs, MACRO_BAR);
    }
  }

  @Test
  void findsTheOptimumOfCellsWithin300Queries() {
    ReferenceSet set = ReferenceSet.cells();
    List<Metric> costs = List.of(set.metric("params_cifar100_classes", v -> v));
    List<String> columns =
        List.of(
            "cifar10_test_12ep",
            "cifar10_val_12ep",
            "cifar100_test_12ep",
            "cifar100_val_12ep",
            "in16_test_12ep",
            "in16_val_12ep");
    for (String column : WHOLE ? columns : columns.subList(1, 2)) {
      judge(set, column, List.of(), costs, CELLS_BAR);
    }
  }

  @Test
  void findsTheOptimumOfCellsWithinALatencyOfADevice() {
    ReferenceSet set = ReferenceSet.cells();
    List<Metric> costs = List.of(set.metric("params_cifar100_classes", v -> v));
    List<String> devices =
        List.of("pixel2", "silver_4114", "titan_rtx_1", "eyeriss", "essential_ph_1");
    for (String device : WHOLE ? devices : devices.subList(0, 1)) {
      Metric latency = set.metric("ms " + device, v -> v);
      double[] sorted = set.columns().get("ms " + device).clone();
      Arrays.sort(sorted);
      for (double share : WHOLE ? new double[] {0.1, 0.3, 0.6} : new double[] {0.3}) {
        Constraint limit = Constraint.atMost(latency, sorted[(int) (share * sorted.length)]);
        judge(set, "cifar100_val_12ep", List.of(limit), costs, CELLS_BAR);
      }
    }
  }

  /** Forty known networks and 25 evaluations lead to what 65 evaluations lead to, or nearly. */
  @Test
  void goesOnFromWhatIsKnown() {
    ReferenceSet set = ReferenceSet.macro();
    List<Metric> costs = List.of(set.metric("params", v -> v), set.metric("flops", v -> v));
    Metric percent = set.metric("top1", v -> v);
    AccuracyMetric accuracy =
        archs -> Arrays.stream(percent.values(archs)).map(v -> v / 100).toArray();
    SearchProblem problem =
        new SearchProblem(
            set.space(),
            set.space().resolutions(),
            List.of(Objective.maximise(accuracy)),
            List.of(),
            costs);
    List<EvaluatedArch> known =
        new RandomSearch()
            .search(problem, new SearchBudget(40), 1).evaluated().stream()
                .map(each -> new EvaluatedArch(each.arch(), each.top1(), 10_000))
                .toList();
    ArchEncoding encoding = new ArchEncoding(set.space(), costs);
    GaussianAccuracyModel model =
        (GaussianAccuracyModel) GaussianAccuracyModel.learner(encoding).fit(known);
    SearchResult result =
        BayesianSearch.from(model, known).search(problem, new SearchBudget(25), 1);
    assertTrue(result.best().top1() >= 0.9305, "" + result.best());
    List<Arch> before = known.stream().map(EvaluatedArch::arch).toList();
    List<Arch> again = new ArrayList<>(result.evaluated().stream().map(Candidate::arch).toList());
    again.retainAll(before);
    assertTrue(again.size() <= 1, "the start alone may be known: " + again);
  }

  private static void judge(
      ReferenceSet set, String column, List<Constraint> limits, List<Metric> costs, int bar) {
    Metric percent = set.metric(column, v -> v);
    AccuracyMetric accuracy =
        archs -> Arrays.stream(percent.values(archs)).map(v -> v / 100).toArray();
    double optimum =
        IntStream.range(0, set.archs().size())
            .filter(
                i ->
                    limits.stream()
                        .allMatch(
                            limit ->
                                limit
                                        .range()
                                        .violation(
                                            limit.metric().values(List.of(set.archs().get(i)))[0])
                                    == 0))
            .mapToDouble(i -> set.columns().get(column)[i] / 100)
            .max()
            .orElseThrow();
    SearchProblem problem =
        new SearchProblem(
            set.space(),
            set.space().resolutions(),
            List.of(Objective.maximise(accuracy)),
            limits,
            costs);
    int[] found = new int[SEEDS];
    long nanos = System.nanoTime();
    for (int seed = 0; seed < SEEDS; seed++) {
      found[seed] = Integer.MAX_VALUE;
      // A larger budget begins like a smaller one: most searches need no more than the first.
      for (int queries = 75; found[seed] > bar && queries / 2 < bar; queries *= 2) {
        SearchBudget budget = new SearchBudget(Math.min(bar, queries));
        found[seed] =
            queriesTo(optimum, BayesianSearch.KIND.make(OPTIONS).search(problem, budget, seed));
      }
    }
    System.err.printf(
        "%s %s: %.5f found after %s of %d queries, %.1f s a search%n",
        column,
        limits.stream().map(l -> l.name() + " " + l.range().most()).toList(),
        optimum,
        Arrays.toString(found),
        bar,
        (System.nanoTime() - nanos) / 1e9 / SEEDS);
    assertTrue(Arrays.stream(found).allMatch(queries -> queries <= bar), Arrays.toString(found));
  }

  private static int queriesTo(double optimum, SearchResult result) {
    List<Candidate> evaluated = result.evaluated();
    return IntStream.range(0, evaluated.size())
        .filter(i -> evaluated.get(i).top1() >= optimum - 1e-9)
        .map(i -> i + 1)
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }
}
