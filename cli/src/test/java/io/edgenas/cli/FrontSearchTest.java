package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.cli.option.Fp32Profile;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.onnx.emit.Float32Outline;
import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.extract.FrontSearch;
import io.edgenas.pipeline.extract.FrontSearch.Front;
import io.edgenas.pipeline.extract.Limit;
import io.edgenas.pipeline.extract.SubnetSearch;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.search.Candidate;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.front.Dominance;
import io.edgenas.search.strategy.Strategies;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fronts over accuracy, latency and memory of one device and space. */
class FrontSearchTest {
  private static final SearchSpace SPACE = Spaces.builtIn("tiny");
  private static final Task TASK = Task.of(SPACE, 10, 1);
  private static final Float32Outline OUTLINE = new Float32Outline();

  @TempDir private static Path folder;
  private static LatencyModel latency;
  private static List<NetworkFigure> costs;

  @BeforeAll
  static void profile() throws IOException {
    latency = LatencyModels.of(Fp32Profile.read(SyntheticProfile.write(folder, SPACE)), SPACE);
    costs = List.of(NetworkFigure.latency(latency), NetworkFigure.peakMemory(OUTLINE));
  }

  private static SubnetSearch search(Limit... limits) {
    return new SubnetSearch(
        SPACE,
        TASK,
        SPACE.resolutions(),
        latency,
        archs -> archs.stream().mapToDouble(FrontSearchTest::score).toArray(),
        List.of(limits));
  }

  /** The more parameters, the better; the more pixels, the better, too. */
  private static double score(Arch arch) {
    Network network = SPACE.lower(TASK, arch);
    return 1 - 1 / Math.log(network.params()) - 1.0 / arch.resolution();
  }

  private static Effort effort() {
    SearchStrategy strategy = Strategies.BUILT_IN.named("nsga2").make(Map.of());
    return new Effort(strategy, new SearchBudget(400), 1);
  }

  private static double[] gains(Candidate candidate) {
    return Stream.concat(
            Stream.of(candidate.top1()), candidate.objectives().stream().skip(1).map(cost -> -cost))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static Network lower(Candidate candidate) {
    return SPACE.lower(TASK, candidate.arch());
  }

  @Test
  void nothingThatWasFoundBeatsAMemberAndMembersBeatAllElse() {
    Front front = new FrontSearch(search(), costs).find(OptionalDouble.empty(), effort());
    List<Candidate> members = front.members();
    assertTrue(members.size() > 10, members.size() + " members");
    for (Candidate each : front.result().evaluated()) {
      double[] gains = gains(each);
      for (Candidate member : members) {
        assertFalse(Dominance.dominates(gains, gains(member)), each + " beats " + member);
      }
      assertTrue(
          members.contains(each)
              || members.stream()
                  .anyMatch(
                      member ->
                          Dominance.dominates(gains(member), gains)
                              || member.objectives().equals(each.objectives())),
          each + " is beaten by none");
    }
  }

  @Test
  void membersStandByLatencyWithTheFiguresOfTheirNetworks() {
    List<Candidate> members =
        new FrontSearch(search(), costs).find(OptionalDouble.empty(), effort()).members();
    double before = 0;
    for (Candidate member : members) {
      Network network = lower(member);
      double boundMs = latency.predict(network).boundMs();
      assertEquals(List.of(boundMs), member.values());
      assertEquals(
          List.of(score(member.arch()), boundMs, (double) OUTLINE.peakBytes(network)),
          member.objectives());
      assertTrue(boundMs >= before);
      before = boundMs;
    }
  }

  @Test
  void budgetAndLimitsHoldForAllMembers() {
    Network largest = SPACE.lower(TASK, SPACE.largest());
    double budgetMs = 0.5 * latency.predict(largest).boundMs();
    Limit params = new Limit(NetworkFigure.PARAMETERS, 0.5 * largest.params());
    Front front =
        new FrontSearch(search(params), costs).find(OptionalDouble.of(budgetMs), effort());
    for (Candidate each : front.result().evaluated()) {
      assertTrue(each.values().get(0) <= budgetMs && each.values().get(1) <= params.most());
    }
  }

  @Test
  void sameSeedFindsTheSameFront() {
    FrontSearch search = new FrontSearch(search(), costs);
    assertEquals(
        search.find(OptionalDouble.empty(), effort()).members(),
        search.find(OptionalDouble.empty(), effort()).members());
  }
}
