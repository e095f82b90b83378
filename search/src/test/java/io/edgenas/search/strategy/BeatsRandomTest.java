package io.edgenas.search.strategy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.compare.Contest;
import io.edgenas.search.compare.Contestant;
import io.edgenas.search.compare.Entry;
import io.edgenas.search.reference.ReferenceSet;
import io.edgenas.search.strategy.controller.ReinforceSearch;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.tpe.TpeSearch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The median of the best network found among all 6,561 of NAS-Bench-Macro, against random search
 * with as many evaluations. {@code -Dedgenas.seeds=100} prints more certain figures.
 */
class BeatsRandomTest {
  private static final int QUERIES = 200;
  private static final double OPTIMUM = 0.931266666666;
  private static final int SEEDS = Integer.getInteger("edgenas.seeds", 7);
  private static final int FIRST_SEED = 1_000; // Seeds that no default was chosen with.

  private static List<Contestant> contestants() {
    return List.of(
        contestant(RandomSearch.KIND, Map.of()),
        contestant(ReinforceSearch.KIND, Map.of()),
        contestant(ReinforceSearch.KIND, Map.of("controller", "lstm")),
        contestant(TpeSearch.KIND, Map.of()));
  }

  private static Contestant contestant(StrategyKind kind, Map<String, String> options) {
    return new Contestant(kind.name() + options, () -> kind.make(options));
  }

  @Test
  void amongAllNetworks() {
    ReferenceSet set = ReferenceSet.macro();
    AccuracyMetric accuracy = set.metric("top1", value -> value / 100)::values;
    SearchProblem problem =
        new SearchProblem(set.space(), set.space().resolutions(), accuracy, List.of());
    List<Entry> entries =
        new Contest(problem, Optional.empty(), new SearchBudget(QUERIES), FIRST_SEED, SEEDS)
            .run(contestants(), 1, BeatsRandomTest::print);
    double random = entries.get(0).bestAfter(QUERIES).median();
    for (Entry entry : entries.subList(1, entries.size())) {
      double median = entry.bestAfter(QUERIES).median();
      assertTrue(median > random, entry.label() + ": " + median + ", random: " + random);
    }
  }

  private static void print(Entry entry) {
    long optimal = entry.runs().stream().filter(run -> run.best().top1() > OPTIMUM - 1e-9).count();
    System.err.printf(
        "%s: %s, optimal in %d of %d%n", entry.label(), entry.bestAfter(QUERIES), optimal, SEEDS);
  }
}
