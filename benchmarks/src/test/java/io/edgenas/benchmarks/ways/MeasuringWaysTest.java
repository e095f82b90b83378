package io.edgenas.benchmarks.ways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.fixtures.TinySpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures for real, on the tiny space; no time is asserted. */
class MeasuringWaysTest {
  private static final int NETWORKS = 20;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final WaysPlan plan =
      WaysPlan.of(TinySpace.SPACE, TinySpace.SPACE.resolutions().subList(0, 1), NETWORKS, 1);
  private final MeasuringWays ways =
      new MeasuringWays(
          TinySpace.SPACE,
          plan,
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

  @TempDir Path folder;

  @Test
  void measuresEveryWayRoundByRoundAndJudges() throws IOException {
    for (int round = 1; round <= 2; round++) {
      try (WaysFolder kept = WaysFolder.open(folder, TinySpace.SPACE)) {
        assertEquals(round, kept.nextRound());
        double before = kept.seconds(Way.NODES);
        ways.measure(kept, 1);
        assertEquals(round + 1, kept.nextRound());
        assertTrue(kept.seconds(Way.NODES) > before);
      }
    }
    try (WaysFolder kept = WaysFolder.open(folder, TinySpace.SPACE)) {
      ways.judge(kept);
    }
    String text = out.toString(StandardCharsets.UTF_8);
    for (Way way : Way.values()) {
      // In the table, and round by round.
      assertEquals(2, text.lines().filter(line -> line.contains(way.description())).count(), text);
    }
    assertTrue(text.contains("; 2 rounds"), text);
    assertTrue(text.contains("differ by"), text);
    assertTrue(text.contains("in nodes named after their layer"), text);
  }

  @Test
  void refusesToJudgeByNothing() throws IOException {
    try (WaysFolder kept = WaysFolder.open(folder, TinySpace.SPACE)) {
      String message = assertThrows(BadInputException.class, () -> ways.judge(kept)).getMessage();
      assertTrue(message.contains("was not measured"), message);
    }
  }

  @Test
  void plansAllOperationsAndNetworksThatHaveThem() {
    List<String> covered =
        plan.covering().stream()
            .flatMap(network -> network.operations().stream())
            .map(operation -> operation.key())
            .distinct()
            .sorted()
            .toList();
    assertEquals(
        plan.operations().stream().map(operation -> operation.key()).sorted().toList(), covered);
    assertEquals(NETWORKS, plan.judging().stream().distinct().count());
  }
}
