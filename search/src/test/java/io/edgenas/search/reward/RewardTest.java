package io.edgenas.search.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.network.Arch;
import io.edgenas.search.Metric;
import io.edgenas.search.Objective;
import io.edgenas.search.SearchBudget;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.contract.Toy;
import io.edgenas.search.front.Pareto;
import io.edgenas.search.reward.WeightedSum.Term;
import io.edgenas.search.strategy.evolution.EvolutionarySearch;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewardTest {
  private static final Map<Arch, Double> COSTS =
      Toy.enumerate(Toy.SMALL).stream()
          .collect(Collectors.toMap(arch -> arch, arch -> Toy.smallCost().applyAsDouble(arch)));
  private static final List<Arch> ALL = List.copyOf(COSTS.keySet());
  private static final double SMALLEST = Collections.min(COSTS.values());
  private static final double LARGEST = Collections.max(COSTS.values());
  private static final Metric ACCURACY = Toy.objective(Toy::top1);
  private static final Metric COST = Toy.metric("MACs", COSTS::get);

  /** The reward of some architecture whose accuracy and latency are these. */
  private static double reward(double accuracy, double latency, double alpha, double beta) {
    Metric top1 = Toy.objective(arch -> accuracy);
    Metric ms = Toy.metric("latency", arch -> latency);
    return new LatencyReward(top1, ms, 80, alpha, beta)
        .values(List.of(TinySpace.SPACE.smallest()))[0];
  }

  private static Arch bestOfAll(Metric reward) {
    return ALL.stream()
        .max(Comparator.comparingDouble(arch -> reward.values(List.of(arch))[0]))
        .orElseThrow();
  }

  private static Arch searched(Metric reward) {
    SearchProblem problem =
        new SearchProblem(
            Toy.SMALL, Toy.SMALL.resolutions(), List.of(Objective.maximise(reward)), List.of());
    return new EvolutionarySearch().search(problem, new SearchBudget(200), 1).best().arch();
  }

  @Test
  void rewardIsAccuracyAtTheTargetAndFollowsTheExponentOfItsSide() {
    assertEquals(0.75, reward(0.75, 80, -0.07, -0.5), 1e-12);
    assertEquals(0.75 * Math.pow(0.5, -0.07), reward(0.75, 40, -0.07, -0.5), 1e-12);
    assertEquals(0.75 / Math.sqrt(2), reward(0.75, 160, -0.07, -0.5), 1e-12);
  }

  /** Section 3.1 of the paper chooses its exponent so. */
  @Test
  void fivePercentMoreAccuracyIsWorthTwiceTheLatency() {
    double small = reward(0.60, 50, LatencyReward.SOFT, LatencyReward.SOFT);
    double large = reward(0.63, 100, LatencyReward.SOFT, LatencyReward.SOFT);
    assertEquals(small, large, 1e-3);
  }

  @Test
  void aLatencyThatIsNoneIsNeverANumber() {
    for (double latency : new double[] {0, -1, Double.NaN}) {
      assertTrue(Double.isNaN(reward(0.75, latency, 0, 0)), "" + latency);
    }
  }

  /** Up to the target accuracy alone counts; above it a sharp fall keeps the search out. */
  @Test
  void searchWithAHardTargetFindsTheMostAccurateThatKeepsIt() {
    for (double share : new double[] {0.1, 0.3, 0.6, 1}) {
      double target = SMALLEST + share * (LARGEST - SMALLEST);
      Arch found = searched(new LatencyReward(ACCURACY, COST, target, 0, -50));
      Arch expected =
          ALL.stream()
              .filter(arch -> COSTS.get(arch) <= target)
              .max(Comparator.comparingDouble(Toy::top1))
              .orElseThrow();
      assertEquals(Toy.top1(expected), Toy.top1(found));
      assertTrue(COSTS.get(found) <= target, COSTS.get(found) + " beside " + target);
    }
  }

  @Test
  void searchFindsTheLargestRewardAndASteeperExponentASmallerNetwork() {
    List<Double> costs = new ArrayList<>();
    for (double exponent : new double[] {0, LatencyReward.SOFT, -0.15, -0.3, -1}) {
      Metric reward = new LatencyReward(ACCURACY, COST, SMALLEST, exponent, exponent);
      Arch found = searched(reward);
      assertEquals(bestOfAll(reward), found);
      costs.add(COSTS.get(found));
    }
    assertEquals(costs.stream().sorted(Comparator.reverseOrder()).toList(), costs);
    assertTrue(costs.stream().distinct().count() >= 3, costs.toString());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 5})
  void theTargetOfASoftRewardDoesNotChangeTheBest(double share) {
    assertEquals(
        bestOfAll(LatencyReward.soft(ACCURACY, COST, SMALLEST)),
        bestOfAll(LatencyReward.soft(ACCURACY, COST, share * SMALLEST)));
  }

  @Test
  void searchWithAWeightedSumFindsPointsOfTheFront() {
    List<Arch> front = Pareto.front(ALL, COSTS::get, Toy::top1);
    List<Arch> seen = new ArrayList<>();
    for (double weight : new double[] {-1e-6, -1e-4, -3e-4, -1e-3, -1}) {
      Metric sum = new WeightedSum(List.of(new Term(ACCURACY, 1), new Term(COST, weight)));
      Arch found = searched(sum);
      assertEquals(bestOfAll(sum), found);
      assertTrue(front.contains(found), found.toString());
      seen.add(found);
    }
    assertEquals(front.get(0), seen.get(4));
    assertEquals(front.get(front.size() - 1), seen.get(0));
    assertTrue(seen.stream().distinct().count() >= 3, seen.toString());
  }

  @Test
  void rewardsAreNamedByWhatTheyAreMadeOf() {
    assertEquals("accuracy rewarded for MACs", LatencyReward.soft(ACCURACY, COST, 1).name());
    assertEquals(
        "1.0 * accuracy + -0.5 * MACs",
        new WeightedSum(List.of(new Term(ACCURACY, 1), new Term(COST, -0.5))).name());
  }

  @Test
  void refusesWhatIsNoReward() {
    assertRefused(() -> LatencyReward.soft(ACCURACY, COST, 0), "target for MACs 0.0");
    assertRefused(() -> new LatencyReward(ACCURACY, COST, 1, Double.NaN, 0), "alpha NaN");
    assertRefused(() -> new LatencyReward(ACCURACY, COST, 1, 0, -101), "beta -101.0");
    assertRefused(() -> new Term(COST, 0), "weight of MACs 0.0");
    assertRefused(() -> new Term(COST, Double.NaN), "weight of MACs NaN");
    assertRefused(() -> new WeightedSum(List.of()), "give one or more terms");
  }

  private static void assertRefused(Runnable attempt, String part) {
    InvalidValueException e = assertThrows(InvalidValueException.class, attempt::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
