package io.edgenas.benchmarks.ways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WayTablesTest {
  private static final double CALL_US = 5;

  private final WaysPlan plan =
      WaysPlan.of(TinySpace.SPACE, TinySpace.SPACE.resolutions().subList(0, 1), 4, 1);
  private final List<RoundMeasurement> bursts = new ArrayList<>();

  /** In the second round everything takes twice as long. */
  private void add(Kind kind, String key, double us) {
    for (int round = 1; round <= 2; round++) {
      LatencyStatistics latency = LatencyStatistics.of(round * us, round * us, round * us, 6);
      bursts.add(new RoundMeasurement(round, round, kind, key, latency, Optional.empty()));
    }
  }

  /** The state of the machine in between: the square root of one and two. */
  private static double middle(double us) {
    return us * Math.sqrt(2);
  }

  private void measureEverything(double chainStepUs) {
    for (Operation operation : plan.operations()) {
      add(Kind.OPERATION, IsolatedOperation.key(Way.COLD, operation), 30);
      add(Kind.OPERATION, IsolatedOperation.key(Way.FOLLOWING, operation), 20);
      add(Kind.OPERATION, WaysRounds.chainKey(2, operation), 40);
      add(Kind.OPERATION, WaysRounds.chainKey(3, operation), 40 + chainStepUs);
    }
    for (Network network : plan.covering()) {
      for (Layer layer : network.layers()) {
        add(Kind.OPERATION, ProfiledSubnet.key(network.arch(), layer), 12);
      }
    }
    plan.judging().forEach(network -> add(Kind.NETWORK, WaysRounds.networkKey(network), 300));
    add(Kind.SENTINEL, "sentinel", 250);
  }

  private Map<Operation, Double> table(Way way) {
    return new WayTables(plan, bursts, CALL_US).of(way);
  }

  @Test
  void allHoldForTheSameStateOfTheMachine() {
    measureEverything(10);
    for (Operation operation : plan.operations()) {
      assertEquals(middle(30), table(Way.COLD).get(operation), 1e-6);
      assertEquals(middle(20), table(Way.FOLLOWING).get(operation), 1e-6);
      assertEquals(middle(12) + CALL_US, table(Way.NODES).get(operation), 1e-6);
    }
    for (WayTables.Measured measured : new WayTables(plan, bursts, CALL_US).networks()) {
      assertEquals(middle(300), measured.us(), 1e-6);
      assertEquals(0, measured.halves().orElseThrow(), 1e-9);
    }
  }

  @Test
  void chainsGiveTheirDifferenceWhereThereAreAny() {
    measureEverything(10);
    Map<Operation, Double> chains = table(Way.CHAINS);
    int chained = 0;
    for (Operation operation : plan.operations()) {
      boolean chain = operation.input().equals(operation.output());
      assertEquals(chain ? middle(10) + CALL_US : middle(20), chains.get(operation), 1e-6);
      chained += chain ? 1 : 0;
    }
    assertTrue(chained > 0 && chained < plan.operations().size(), chained + " chains");
  }

  @Test
  void aLongerChainThatWasFasterSaysNothing() {
    measureEverything(-1);
    assertEquals(table(Way.FOLLOWING), table(Way.CHAINS));
  }

  @Test
  void namesWhatWasNotMeasured() {
    measureEverything(10);
    String key = IsolatedOperation.key(Way.FOLLOWING, plan.operations().get(3));
    bursts.removeIf(burst -> burst.key().equals(key));
    String message = assertThrows(BadInputException.class, () -> table(Way.FOLLOWING)).getMessage();
    assertTrue(message.contains(key), message);
  }
}
