package io.edgenas.search.strategy.halving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.search.Candidate;
import io.edgenas.search.LevelledMetric;
import io.edgenas.search.Objective;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.SearchResult;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.contract.LevelledToy;
import io.edgenas.search.contract.SearchStrategyContract;
import io.edgenas.search.contract.Toy;
import io.edgenas.search.effort.Levels;
import io.edgenas.search.strategy.RandomSearch;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract holds where there are no levels; what halving is for is tested with some. */
class HalvingSearchTest extends SearchStrategyContract {
  private static final Levels IMAGES = new Levels(List.of(100, 300, 900));

  @Override
  protected SearchStrategy strategy() {
    return halving(Map.of());
  }

  private static SearchStrategy halving(Map<String, String> options) {
    return HalvingSearch.KIND.make(options);
  }

  private static SearchProblem problem(LevelledMetric accuracy) {
    return new SearchProblem(
        TinySpace.SPACE,
        TinySpace.SPACE.resolutions(),
        List.of(Objective.maximise(accuracy)),
        Toy.tiny(250).constraints());
  }

  private static LevelledToy onImages() {
    return new LevelledToy(IMAGES, Toy::top1);
  }

  /** Says what a function of architecture and level does. */
  private record Exact(Levels levels, ToDoubleBiFunction<Arch, Integer> value)
      implements LevelledMetric {
    @Override
    public String name() {
      return "accuracy";
    }

    @Override
    public String unit() {
      return "";
    }

    @Override
    public double[] values(List<Arch> archs, int level) {
      return archs.stream().mapToDouble(arch -> value.applyAsDouble(arch, level)).toArray();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bracket, 1",
    "bracket, 10000",
    "promoted, 2",
    "promoted, 100",
    "strangers, 0",
    "strangers, 1"
  })
  void searchesAtTheEndsOfEveryOption(String option, String value) {
    SearchBudget budget = new SearchBudget(60);
    SearchResult changed = halving(Map.of(option, value)).search(problem(onImages()), budget, 1);
    assertTrue(changed.spent().get(changed.evaluations() - 1) > 58, changed.spent().toString());
    assertNotEquals(strategy().search(problem(onImages()), budget, 1), changed);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 24, 100, 333})
  void neverSpendsMoreUnitsThanTheBudgetAndWastesFew(int evaluations) {
    LevelledToy accuracy = onImages();
    SearchResult result =
        strategy().search(problem(accuracy), new SearchBudget(evaluations), evaluations);
    assertTrue(accuracy.images() <= 900L * evaluations, accuracy.images() + " images");
    assertTrue(accuracy.images() > 900L * (evaluations - 1), accuracy.images() + " images");
    for (int i = 0; i < result.evaluations(); i++) {
      assertTrue(result.spent().get(i) <= evaluations);
      assertTrue(i == 0 || result.spent().get(i) > result.spent().get(i - 1));
    }
  }

  @Test
  void looksAtSeveralTimesAsManyArchitecturesAsItEvaluates() {
    LevelledToy accuracy = onImages();
    SearchResult result = strategy().search(problem(accuracy), new SearchBudget(100), 1);
    assertTrue(accuracy.architectures() > 300, accuracy.architectures() + " seen");
    assertTrue(result.evaluations() < 60, result.evaluations() + " evaluated");
    assertTrue(result.counts().get("glimpses") > 400, result.counts().toString());
  }

  /** Without noise the nine best of 27 go on, and of them the three best are evaluated. */
  @Test
  void promotesByRank() {
    List<List<Arch>> asked = List.of(new ArrayList<>(), new ArrayList<>());
    LevelledMetric exact =
        new Exact(
            IMAGES,
            (arch, level) -> {
              if (level < IMAGES.last()) {
                asked.get(level).add(arch);
              }
              return Toy.top1(arch);
            });
    SearchResult result = strategy().search(problem(exact), new SearchBudget(8), 1);
    Arch start = result.evaluated().get(0).arch();
    asked.forEach(level -> level.remove(start));
    assertEquals(27, asked.get(0).size());
    assertEquals(best(asked.get(0), 9), asked.get(1).stream().toList());
    assertEquals(
        best(asked.get(0), 3), result.evaluated().stream().skip(1).map(Candidate::arch).toList());
  }

  private static List<Arch> best(List<Arch> archs, int count) {
    return archs.stream()
        .sorted(Comparator.comparingDouble(arch -> -Toy.top1(arch)))
        .limit(count)
        .toList();
  }

  /**
   * By the true accuracy of what each would choose, on images that differ for each architecture.
   */
  @Test
  void findsMoreThanRandomSearchWithAsManyNoisyImages() {
    double[] halving = chosen(strategy());
    double[] random = chosen(new RandomSearch());
    assertTrue(
        DoubleStream.of(halving).sum() > DoubleStream.of(random).sum(),
        Arrays.toString(halving) + " " + Arrays.toString(random));
  }

  private static double[] chosen(SearchStrategy strategy) {
    return LongStream.range(0, 20)
        .mapToDouble(
            seed ->
                Toy.top1(
                    strategy.search(problem(onImages()), new SearchBudget(50), seed).best().arch()))
        .toArray();
  }

  @Test
  void tellsWhatPromoted() {
    Levels steps = new Levels(List.of(1, 3, 9, 27));
    LevelledMetric rising =
        new Exact(
            steps,
            (arch, level) -> Toy.top1(arch) - 0.1 * Math.pow(steps.effort(level), -Toy.top1(arch)));
    SearchBudget budget = new SearchBudget(100);
    Map<String, Integer> counts = strategy().search(problem(rising), budget, 1).counts();
    assertEquals(
        counts.get("glimpses"),
        counts.get("judged by an extrapolated curve") + counts.get("judged by the last value"));
    assertTrue(counts.get("judged by an extrapolated curve") > 30, counts.toString());
    Map<String, Integer> last =
        halving(Map.of("judged-by", "last")).search(problem(rising), budget, 1).counts();
    assertEquals(last.get("glimpses"), last.get("judged by the last value"));
  }

  @Test
  void withoutLevelsNothingIsGlimpsedAt() {
    SearchResult result = strategy().search(Toy.tiny(250), new SearchBudget(60), 1);
    assertEquals(60, result.evaluations());
    assertEquals(Map.of("glimpses", 0), result.counts());
  }
}
