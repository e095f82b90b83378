package io.edgenas.search.strategy.halving;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.fixtures.Reference;
import io.edgenas.network.Arch;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.LevelledMetric;
import io.edgenas.search.Objective;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.compare.Contest;
import io.edgenas.search.compare.Contestant;
import io.edgenas.search.effort.Levels;
import io.edgenas.search.strategy.RandomSearch;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.table.ColumnLevels;
import io.edgenas.search.table.ColumnPattern;
import io.edgenas.search.table.SearchTable;
import io.edgenas.search.table.TableLayout;
import io.edgenas.search.table.TableLayout.Twins;
import io.edgenas.search.table.TableProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The networks of NAS-Bench-Macro. {@code -Dedgenas.seeds=100} prints more certain figures. */
class HalvingReferenceTest {
  private static final int SEEDS = Integer.getInteger("edgenas.seeds", 7);
  private static final int FIRST_SEED = 1_000; // Seeds that no default was chosen with.

  private static SearchTable macro() {
    return SearchTable.read(
        List.of(Reference.folder("nas-bench-macro").resolve("nas-bench-macro.csv")),
        new TableLayout(
            ColumnPattern.list("decisions", "arch[]"),
            ColumnPattern.list("accuracy", "test_acc_#"),
            ColumnLevels.REPEATS,
            List.of(),
            Twins.REFUSED));
  }

  private static double median(SearchProblem problem, StrategyKind kind) {
    SearchBudget queries = new SearchBudget(200);
    Contest contest = new Contest(problem, Optional.empty(), queries, FIRST_SEED, SEEDS);
    Contestant contestant = new Contestant(kind.name(), () -> kind.make(Map.of()));
    return contest.run(List.of(contestant), 1, each -> {}).get(0).bestAfter(200).median();
  }

  /** They were trained with three seeds, and a seed is a third of a query. */
  @Test
  void findsMoreThanRandomSearchForAsManySeedsTrained() {
    SearchProblem problem = new TableProblem(macro(), Map.of()).problem();
    double halving = median(problem, HalvingSearch.KIND);
    double random = median(problem, RandomSearch.KIND);
    assertTrue(halving > random, halving + ", random: " + random);
  }

  /** Every run has curves of its own, the same for both: the promotion alone makes a difference. */
  @Test
  void extrapolationPaysWhereCurvesCrossAndNoiseTakesThatAway() {
    SearchTable table = macro();
    for (double noise : new double[] {0, 0.002, 0.01}) {
      int better = 0;
      int worse = 0;
      for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
        double curve = best(table, new Crossing(table.accuracy(), noise, seed), "curve");
        double last = best(table, new Crossing(table.accuracy(), noise, seed), "last");
        better += curve > last ? 1 : 0;
        worse += curve < last ? 1 : 0;
      }
      System.err.printf(
          "noise %s: extrapolation found more in %d of %d runs, less in %d%n",
          noise, better, SEEDS, worse);
      assertTrue(noise > 0 || better > worse);
    }
  }

  private static double best(SearchTable table, Crossing accuracy, String judgedBy) {
    SearchProblem problem =
        new SearchProblem(
            table.space(),
            table.space().resolutions(),
            List.of(Objective.maximise(accuracy)),
            List.of());
    return HalvingSearch.KIND
        .make(Map.of("judged-by", judgedBy, "strangers", "1"))
        .search(problem, new SearchBudget(100), accuracy.seed)
        .best()
        .top1();
  }

  /**
   * Simulated learning curves that end at the true accuracy. At the lowest level 2 to 32 points are
   * missing to what endless training would give, and they go at a rate of 0.3 to 1.
   *
   * @param noise one standard deviation, at all levels but the last
   * @param seed of curves and noise
   */
  private record Crossing(AccuracyMetric top1, double noise, int seed) implements LevelledMetric {
    private static final Levels EFFORTS = new Levels(List.of(1, 3, 9, 27, 81));

    @Override
    public String name() {
      return "accuracy";
    }

    @Override
    public String unit() {
      return "";
    }

    @Override
    public Levels levels() {
      return EFFORTS;
    }

    @Override
    public double[] values(List<Arch> archs, int level) {
      double[] values = top1.top1(archs);
      for (int i = 0; i < values.length; i++) {
        SplittableRandom random = random(archs.get(i), 0);
        double rise = random.nextDouble(0.02, 0.32);
        double rate = random.nextDouble(0.3, 1);
        if (level < EFFORTS.last()) {
          values[i] += noise * random(archs.get(i), 1 + level).nextGaussian();
        }
        values[i] -=
            rise * (Math.pow(EFFORTS.effort(level), -rate) - Math.pow(EFFORTS.full(), -rate));
      }
      return values;
    }

    private SplittableRandom random(Arch arch, int of) {
      return new SplittableRandom(100_000L * arch.toString().hashCode() + 10L * seed + of);
    }
  }
}
