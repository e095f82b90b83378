package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.edgenas.cli.option.Fp32Profile;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Outline;
import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.extract.Kept;
import io.edgenas.pipeline.extract.Limit;
import io.edgenas.pipeline.extract.SubnetSearch;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.pipeline.extract.SubnetSearch.Found;
import io.edgenas.search.Candidate;
import io.edgenas.search.InfeasibleBudgetException;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.strategy.Strategies;
import io.edgenas.search.strategy.evolution.EvolutionarySearch;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an answer has to keep beside the budget, on a space whose best subnets are its largest. */
class LimitedSubnetSearchTest {
  private static final SearchSpace SPACE = Spaces.builtIn("tiny");
  private static final Task TASK = Task.of(SPACE, 10, 1);

  /** So much that no budget is in the way. */
  private static final double ANY_MS = 1e3;

  @TempDir private static Path folder;
  private static LatencyModel latency;
  private static LatencyModel other;

  @BeforeAll
  static void profiles() throws IOException {
    latency = model(SyntheticProfile.write(folder.resolve("one"), SPACE));
    other = model(SyntheticProfile.writeOther(folder.resolve("another"), SPACE));
  }

  private static LatencyModel model(Path profile) {
    return LatencyModels.of(Fp32Profile.read(profile), SPACE);
  }

  private static SubnetSearch search(Limit... limits) {
    return new SubnetSearch(
        SPACE,
        TASK,
        SPACE.resolutions(),
        latency,
        archs -> archs.stream().mapToDouble(LimitedSubnetSearchTest::score).toArray(),
        List.of(limits));
  }

  /** The more work, the better. */
  private static double score(Arch arch) {
    Network network = SPACE.lower(TASK, arch);
    return 1 - 1 / Math.log(10.0 + network.macs());
  }

  private static Found find(SubnetSearch search, double budgetMs) {
    return search.find(budgetMs, new Effort(new EvolutionarySearch(), new SearchBudget(200), 1));
  }

  private static Network largest() {
    return SPACE.lower(TASK, SPACE.largest());
  }

  @Test
  void everythingEvaluatedKeepsEveryLimitAndUsesIt() {
    Limit params = new Limit(NetworkFigure.PARAMETERS, 0.7 * largest().params());
    Limit macs = new Limit(NetworkFigure.MACS, 0.5 * largest().macs());
    Found found = find(search(params, macs), ANY_MS);
    for (Candidate candidate : found.result().evaluated()) {
      Network network = SPACE.lower(TASK, candidate.arch());
      assertTrue(network.params() <= params.most() && network.macs() <= macs.most());
      assertEquals(
          List.of((double) network.params(), (double) network.macs()),
          candidate.values().subList(1, 3));
    }
    Network best = SPACE.lower(TASK, found.result().best().arch());
    assertTrue(best.macs() > 0.95 * macs.most(), best.macs() + " of " + macs.most());
  }

  /** Where each budget alone is loose or tight, the other one decides. */
  @Test
  void oneSubnetKeepsTheBudgetsOfTwoDevices() {
    double budgetMs = 0.6 * latency.predict(largest()).boundMs();
    double otherMs = 0.8 * other.predict(largest()).boundMs();
    Limit also = new Limit(NetworkFigure.latency(other), otherMs);
    Candidate alone = find(search(), budgetMs).result().best();
    Candidate both = find(search(also), budgetMs).result().best();
    assertTrue(other.predict(SPACE.lower(TASK, alone.arch())).boundMs() > otherMs, "no conflict");
    Network network = SPACE.lower(TASK, both.arch());
    assertTrue(latency.predict(network).boundMs() <= budgetMs);
    assertTrue(other.predict(network).boundMs() <= otherMs);
  }

  @Test
  void saysOfEachLimitWhatTheAnswerHasAndMayHave() {
    SubnetSearch search = search(new Limit(NetworkFigure.PARAMETERS, largest().params()));
    Candidate best = find(search, ANY_MS).result().best();
    Network network = SPACE.lower(TASK, best.arch());
    assertEquals(
        List.of(
            new Kept(
                "latency on synthetic/cpu-fp32-t1-b1",
                "ms",
                latency.predict(network).boundMs(),
                ANY_MS),
            new Kept("parameters", "", network.params(), largest().params())),
        search.kept(best, ANY_MS));
  }

  @Test
  void namesTheLimitInTheWayAndHowFarTheSpaceReaches() {
    long fewest = SPACE.lower(TASK, SPACE.smallest()).params();
    SubnetSearch search =
        search(
            new Limit(NetworkFigure.MACS, largest().macs()),
            new Limit(NetworkFigure.PARAMETERS, fewest - 1));
    InfeasibleBudgetException refused =
        assertThrows(InfeasibleBudgetException.class, () -> search.requireFeasible(ANY_MS, 1));
    assertEquals("parameters", refused.constraint());
    assertEquals(fewest, refused.tightest());
    assertEquals(largest().params(), refused.loosest());
    assertTrue(
        refused.getMessage().contains("reaches from " + fewest + " ("), refused.getMessage());
  }

  @Test
  void namesTheOtherDeviceThatIsTooSlow() {
    SubnetSearch search = search(new Limit(NetworkFigure.latency(other), 1e-3));
    InfeasibleBudgetException refused =
        assertThrows(InfeasibleBudgetException.class, () -> search.requireFeasible(ANY_MS, 1));
    assertEquals("latency on other/cpu-fp32-t1-b1", refused.constraint());
  }

  static Stream<Arguments> tooLittle() {
    Float32Outline outline = new Float32Outline();
    NetworkFigure size = NetworkFigure.fileSize(outline, network -> EmitOptions.DEFAULT);
    Limit loose = new Limit(NetworkFigure.latency(other), ANY_MS);
    return Stream.of(
        Arguments.of("budget", 1e-6, List.of()),
        Arguments.of("budget beside another device", 1e-6, List.of(loose)),
        Arguments.of("device", ANY_MS, List.of(new Limit(NetworkFigure.latency(other), 1e-6))),
        Arguments.of("both", 1e-6, List.of(new Limit(NetworkFigure.latency(other), 1e-6))),
        Arguments.of("parameters", ANY_MS, List.of(new Limit(NetworkFigure.PARAMETERS, 1))),
        Arguments.of("MACs", ANY_MS, List.of(new Limit(NetworkFigure.MACS, 1))),
        Arguments.of("size", ANY_MS, List.of(new Limit(size, 1))),
        Arguments.of("memory", ANY_MS, List.of(new Limit(NetworkFigure.peakMemory(outline), 1))));
  }

  /** At once: before any accuracy is asked for, whatever the strategy and its evaluations. */
  @ParameterizedTest
  @MethodSource("tooLittle")
  void whatNothingKeepsIsAnsweredBeforeAnyAccuracyIsAsked(
      String name, double budgetMs, List<Limit> limits) {
    SubnetSearch search =
        new SubnetSearch(
            SPACE,
            TASK,
            SPACE.resolutions(),
            latency,
            archs -> fail("asked for the accuracy of " + archs.size() + " subnets: " + name),
            limits);
    for (StrategyKind kind : Strategies.BUILT_IN.kinds()) {
      Effort effort = new Effort(kind.make(Map.of()), new SearchBudget(100_000), 1);
      assertThrows(
          InfeasibleBudgetException.class, () -> search.find(budgetMs, effort), kind.name());
    }
  }
}
