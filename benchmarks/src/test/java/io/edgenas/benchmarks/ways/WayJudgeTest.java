package io.edgenas.benchmarks.ways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.benchmarks.ways.WayJudge.Verdict;
import io.edgenas.benchmarks.ways.WayTables.Measured;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.profile.Circumstances;
import io.edgenas.space.fixtures.TinySpace;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WayJudgeTest {
  private static final int CALIBRATING = 20;
  private static final int DRAWS = 3;

  private final WaysPlan plan = WaysPlan.of(TinySpace.SPACE, TinySpace.SPACE.resolutions(), 40, 1);
  private final WayJudge judge =
      new WayJudge(
          TinySpace.SPACE,
          WaysFolder.identity(),
          new Circumstances(
              Instant.parse("2026-01-01T00:00:00Z"),
              "0.1.0",
              "Linux",
              "17",
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              Collections.emptySortedMap()),
          plan.judging().stream().map(WayJudgeTest::measured).toList());

  /** A machine on which networks take twice what their operations do. */
  private static Measured measured(Network network) {
    double us = 2 * network.operations().stream().mapToDouble(WayJudgeTest::us).sum();
    return new Measured(network, us, OptionalDouble.of(us > 1_000 ? 0.03 : -0.03));
  }

  private static double us(Operation operation) {
    return 10 + operation.macs() / 1e3;
  }

  private Verdict judged(double noise) {
    Random random = new Random(7);
    Map<Operation, Double> table = new HashMap<>();
    for (Operation operation : plan.operations()) {
      table.put(operation, us(operation) * Math.exp(noise * random.nextGaussian()));
    }
    return judge.judge(table, CALIBRATING, DRAWS);
  }

  @Test
  void anExactTablePredictsEverything() {
    Verdict verdict = judged(0);
    assertEquals(List.copyOf(TinySpace.SPACE.resolutions()), List.copyOf(verdict.sums().keySet()));
    verdict.sums().values().forEach(sum -> assertEquals(0.5, sum, 1e-9));
    assertEquals(0, verdict.mapeAfterFactor(), 1e-9);
    assertTrue(verdict.fitted().mape() < 1e-3, verdict.toString());
    assertEquals(1, verdict.fitted().within5());
    assertTrue(verdict.fitted().tau() > 0.99, verdict.toString());
    assertTrue(verdict.fitted().tauAtResolution() > 0.99, verdict.toString());
  }

  @Test
  void aWorseTablePredictsWorse() {
    Verdict exact = judged(0);
    Verdict rough = judged(0.5);
    assertTrue(rough.mapeAfterFactor() > 0.02, rough.toString());
    assertTrue(rough.fitted().mape() > exact.fitted().mape(), rough.toString());
    assertTrue(rough.fitted().tau() < exact.fitted().tau(), rough.toString());
  }

  @Test
  void noiseIsTheDistanceOfTheHalves() {
    assertEquals(0.03, judge.noise().orElseThrow(), 1e-9);
  }
}
