package io.edgenas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundTablesTest {
  private static final int OPERATIONS = 40;
  private static final int PER_GROUP = 10;

  private final Random random = new Random(5);

  private static double trueUs(int operation) {
    return 10 + 7 * operation;
  }

  /** Groups in states that are up to twice as slow, each burst with noise of 1 %. */
  private List<RoundMeasurement> bursts(int rounds) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < OPERATIONS; i++) {
      order.add(i);
    }
    List<RoundMeasurement> bursts = new ArrayList<>();
    int group = 0;
    for (int round = 1; round <= rounds; round++) {
      Collections.shuffle(order, random);
      for (int from = 0; from < OPERATIONS; from += PER_GROUP) {
        group++;
        double state = 1 + random.nextDouble();
        for (int operation : order.subList(from, from + PER_GROUP)) {
          double noise = 1 + 0.01 * random.nextGaussian();
          bursts.add(
              burst(
                  round,
                  group,
                  Kind.OPERATION,
                  "op" + operation,
                  trueUs(operation) * state * noise));
        }
        double noise = 1 + 0.03 * random.nextGaussian();
        bursts.add(burst(round, group, Kind.SENTINEL, "sentinel", 100 * state * noise));
      }
    }
    return bursts;
  }

  private static RoundMeasurement burst(int round, int group, Kind kind, String key, double us) {
    return new RoundMeasurement(
        round,
        group,
        kind,
        key,
        LatencyStatistics.of(us, 0.9 * us, 1.2 * us, 0.98 * us, 1.02 * us, 10),
        Optional.empty());
  }

  @Test
  void tellsOperationsFromStatesOfTheMachine() {
    RoundTables tables = new RoundTables(bursts(5));
    double sentinelUs = median(tables, Kind.SENTINEL, "sentinel");
    for (int i = 0; i < OPERATIONS; i++) {
      double ratio = median(tables, Kind.OPERATION, "op" + i) / sentinelUs;
      assertEquals(1, ratio / (trueUs(i) / 100), 0.04, "operation " + i);
    }
  }

  @Test
  void knowsLessAfterOneRound() {
    RoundTables tables = new RoundTables(bursts(1));
    LatencyStatistics latency = tables.latency(Kind.OPERATION, "op3").orElseThrow();
    assertEquals(
        1.02 / 0.98, latency.ciHighUs().getAsDouble() / latency.ciLowUs().getAsDouble(), 1e-6);
    assertEquals(List.of(1), tables.rounds(Kind.OPERATION, "op3"));
  }

  @Test
  void intervalsHoldTheMedianOverRoundsAndPercentilesKeepTheirWidth() {
    RoundTables tables = new RoundTables(bursts(5));
    LatencyStatistics latency = tables.latency(Kind.OPERATION, "op7").orElseThrow();
    assertTrue(latency.ciLowUs().getAsDouble() < latency.medianUs());
    assertTrue(latency.ciHighUs().getAsDouble() > latency.medianUs());
    assertTrue(latency.ciHighUs().getAsDouble() / latency.ciLowUs().getAsDouble() < 1.06);
    assertEquals(0.9, latency.p10Us() / latency.medianUs(), 1e-9);
    assertEquals(1.2, latency.p90Us() / latency.medianUs(), 1e-9);
    assertEquals(50, latency.runs());
  }

  @Test
  void halvesHaveNoRoundInCommon() {
    RoundTables tables = new RoundTables(bursts(5));
    assertEquals(30, tables.half(Kind.OPERATION, "op7", false).orElseThrow().runs());
    assertEquals(20, tables.half(Kind.OPERATION, "op7", true).orElseThrow().runs());
    assertTrue(new RoundTables(bursts(1)).half(Kind.OPERATION, "op7", true).isEmpty());
  }

  @Test
  void twoRoundsThatHaveNothingInCommonStillGiveAnInterval() {
    List<RoundMeasurement> bursts = new ArrayList<>();
    for (double us : new double[] {0.01, 400}) {
      int round = bursts.size() / 2 + 1;
      bursts.add(burst(round, round, Kind.OPERATION, "op", us));
      bursts.add(burst(round, round, Kind.SENTINEL, "sentinel", 100));
    }
    LatencyStatistics latency = new RoundTables(bursts).latency(Kind.OPERATION, "op").orElseThrow();
    assertEquals(LatencyStatistics.MIN_US, latency.ciLowUs().getAsDouble());
    assertEquals(LatencyStatistics.MAX_US, latency.ciHighUs().getAsDouble());
  }

  @Test
  void saysHowMuchSlowerTheMachineWas() {
    List<Double> slowness = new RoundTables(bursts(5)).slowness();
    assertEquals(20, slowness.size());
    assertTrue(slowness.get(0) > 0.6 && slowness.get(19) < 1.5, slowness.toString());
  }

  @Test
  void knowsNothingWithoutBursts() {
    RoundTables tables = new RoundTables(List.of());
    assertTrue(tables.latency(Kind.SENTINEL, "sentinel").isEmpty());
    assertEquals(List.of(), tables.rounds(Kind.OPERATION, "op1"));
  }

  private static double median(RoundTables tables, Kind kind, String key) {
    return tables.latency(kind, key).orElseThrow().medianUs();
  }
}
