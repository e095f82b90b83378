package io.edgenas.search.strategy.evolution;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.statistics.Quantiles;
import io.edgenas.search.Objective;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchResult;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.front.Hypervolume;
import io.edgenas.search.reference.ReferenceSet;
import io.edgenas.search.strategy.RandomSearch;
import io.edgenas.search.strategy.kind.StrategyKind;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the strategies find in 200 of the 6,561 networks of NAS-Bench-Macro, beside random search.
 * {@code -Dedgenas.seeds=100} gives the figures of the docs.
 */
class EvolutionReferenceTest {
  private static final int SEEDS = Integer.getInteger("edgenas.seeds", 15);
  private static final SearchBudget QUERIES = new SearchBudget(200);

  /** Worse than the worst network in use, and more than the largest network has. */
  private static final double[] NOTHING = {0.85, -150};

  private static Objective accuracy;
  private static Objective megaMacs;
  private static ReferenceSet set;

  @BeforeAll
  static void readTable() {
    set = ReferenceSet.macro();
    accuracy = Objective.maximise(set.metric("top1", percent -> percent / 100));
    megaMacs = Objective.minimise(set.metric("flops", flops -> flops / 1e6));
  }

  static Stream<StrategyKind> kinds() {
    return Stream.of(EvolutionarySearch.KIND, LocalSearch.KIND, AgingEvolution.KIND, Nsga2.KIND);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void findsABetterNetworkThanRandomSearch(StrategyKind kind) {
    SearchProblem problem = problem(List.of(accuracy));
    double random = median(new RandomSearch(), problem, result -> result.best().top1());
    double found = median(kind.make(Map.of()), problem, result -> result.best().top1());
    assertTrue(found > random, found + " beside " + random);
  }

  @Test
  void nsga2FindsABetterFrontThanRandomSearch() {
    SearchProblem problem = problem(List.of(accuracy, megaMacs));
    double random = median(new RandomSearch(), problem, result -> volume(problem, result));
    double found = median(Nsga2.KIND.make(Map.of()), problem, result -> volume(problem, result));
    assertTrue(found > random, found + " beside " + random);
  }

  private static double volume(SearchProblem problem, SearchResult result) {
    return Hypervolume.of(result.evaluated().stream().map(problem::gains).toList(), NOTHING);
  }

  private static SearchProblem problem(List<Objective> objectives) {
    return new SearchProblem(set.space(), set.space().resolutions(), objectives, List.of());
  }

  private static double median(
      SearchStrategy strategy, SearchProblem problem, ToDoubleFunction<SearchResult> figure) {
    double[] figures =
        IntStream.range(0, SEEDS)
            .mapToObj(seed -> strategy.search(problem, QUERIES, seed))
            .mapToDouble(figure)
            .toArray();
    double median = Quantiles.median(figures);
    System.err.printf(
        "%s, %d objectives, %s queries: %.5f in the median of %d seeds%n",
        strategy.name(), problem.objectives().size(), QUERIES.evaluations(), median, SEEDS);
    return median;
  }
}
