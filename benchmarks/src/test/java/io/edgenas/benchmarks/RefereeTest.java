package io.edgenas.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.benchmarks.Referee.Effort;
import io.edgenas.benchmarks.Referee.Refereed;
import io.edgenas.benchmarks.Referee.Way;
import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.Circumstances;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profiler.OnnxWorkbench;
import io.edgenas.profiler.Workbench;
import io.edgenas.space.fixtures.TinySpace;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.RunnerException;

class RefereeTest {
  private static final DeviceProfile PROFILE = SyntheticProfile.of(TinySpace.SPACE);
  private static final int ITERATIONS = 3;

  @BeforeAll
  static void runBesideOtherBenchmarks() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void measuresOperationAndSentinelInEveryIteration(Way way) throws RunnerException {
    OperationMeasurement row = RefereeProfile.draw(PROFILE, 1, 1).get(0);

    Refereed refereed =
        new Referee(PROFILE, "tiny").measure(row, way, new Effort(0, 1, ITERATIONS, 10));

    assertEquals(ITERATIONS, refereed.iterations());
    assertTrue(refereed.medianUs() > 0);
    assertTrue(refereed.slowness() > 0);
    assertEquals(refereed.medianUs() / row.latency().medianUs(), refereed.ratio());
  }

  @Test
  void correctionTakesOutHowMuchSlowerTheSentinelWas() {
    OperationMeasurement row = PROFILE.operations().get(0);
    double tableUs = row.latency().medianUs();

    Refereed twiceAsSlow = new Refereed(row, Way.IN_TURNS, 2 * tableUs, 2, tableUs, ITERATIONS);

    assertEquals(2, twiceAsSlow.ratio(), 1e-12);
    assertEquals(1, twiceAsSlow.correctedRatio(), 1e-12);
    assertTrue(
        RefereeProfile.summary("corrected", List.of(twiceAsSlow), Refereed::correctedRatio)
            .contains("median 1.000"));
  }

  @Test
  void noticesRowsOfOtherModels() {
    OperationMeasurement unknown = PROFILE.operations().get(0);
    OperationMeasurement own;
    try (Workbench.Loaded loaded =
        new OnnxWorkbench(RuntimeConfig.DEFAULT, 1, 1).load(unknown.operation(), Border.INNER)) {
      own = new OperationMeasurement(unknown.operation(), unknown.latency(), loaded.modelSha256());
    }

    assertEquals(
        List.of(unknown), new Referee(PROFILE, "tiny").ofOtherModels(List.of(own, unknown)));
  }

  @Test
  void drawsDistinctOperationsByTheSeed() {
    int all = PROFILE.operations().size();

    List<OperationMeasurement> drawn = RefereeProfile.draw(PROFILE, all, 7);

    assertEquals(new HashSet<>(PROFILE.operations()), new HashSet<>(drawn));
    assertEquals(RefereeProfile.draw(PROFILE, 5, 7), drawn.subList(0, 5));
    assertNotEquals(RefereeProfile.draw(PROFILE, 5, 8), drawn.subList(0, 5));
  }

  @Test
  void refusesMoreOperationsThanThereAre() {
    int all = PROFILE.operations().size();

    assertMessage(Integer.toString(all + 1), () -> RefereeProfile.draw(PROFILE, all + 1, 1));
  }

  @Test
  void refusesAnotherSpace() {
    assertMessage("mobile-28", () -> new Referee(PROFILE, "mobile-28"));
  }

  @Test
  void refusesProfileWithoutSentinel() {
    Circumstances known = PROFILE.circumstances();
    DeviceProfile old =
        new DeviceProfile(
            PROFILE.space(),
            PROFILE.identity(),
            new Circumstances(
                known.date(),
                known.toolVersion(),
                known.os(),
                known.jvm(),
                known.callOverheadUs(),
                OptionalDouble.empty(),
                known.notes()),
            PROFILE.operations(),
            PROFILE.networks());

    assertMessage("sentinel_us", () -> new Referee(old, "tiny"));
  }

  private static void assertMessage(String part, Executable action) {
    String message = assertThrows(BadInputException.class, action).getMessage();
    assertTrue(message.contains(part), message);
  }
}
