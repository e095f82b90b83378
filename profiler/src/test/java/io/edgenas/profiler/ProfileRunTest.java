package io.edgenas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.onnx.emit.Border;
import io.edgenas.operation.Operation;
import io.edgenas.profile.Circumstances;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileAppender;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.profiler.ProfileRun.Outcome;
import io.edgenas.profiler.measure.SimulatedMachine;
import io.edgenas.profiler.measure.StopSignal;
import io.edgenas.profiler.measure.StoppedException;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileRunTest {
  private static final int OPERATIONS =
      OperationCatalog.of(TinySpace.SPACE, List.of(12, 20)).operations().size();
  private static final ProfileIdentity IDENTITY =
      new ProfileIdentity(
          "simulated",
          "unknown",
          "unknown",
          "none",
          1,
          "unknown",
          "cpu",
          new TreeMap<>(),
          1,
          Precision.FP32,
          1,
          "unknown",
          "unknown");
  private static final Circumstances CIRCUMSTANCES =
      new Circumstances(
          Instant.parse("2026-11-21T10:00:00Z"),
          "0.1.0",
          "unknown",
          "unknown",
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          new TreeMap<>());

  @TempDir private Path root;
  private final SimulatedMachine machine = new SimulatedMachine(1);
  private final SimulatedWorkbench workbench = new SimulatedWorkbench(machine, 0.02);
  private final List<Double> progress = new ArrayList<>();

  private static ProfileRequest request(double seconds) {
    return new ProfileRequest(
        TinySpace.SPACE,
        List.of(12, 20),
        false,
        10,
        1,
        5,
        4,
        Duration.ofMillis((long) (1e3 * seconds)),
        7);
  }

  private Outcome run(ProfileRequest request, StopSignal stop) throws IOException {
    try (ProfileAppender appender =
            ProfileAppender.open(root, SpaceIdentity.of(request.space()), IDENTITY, CIRCUMSTANCES);
        Bench bench =
            Bench.open(
                workbench,
                ReferenceSubnet.of(TinySpace.SPACE),
                machine::nanos,
                Duration.ofMillis(100))) {
      ProfilePlan plan =
          ProfilePlan.of(
              request, appender.rounds(), appender.operations(), appender.networks(), bench);
      return new ProfileRun(plan, bench, (share, left, what) -> progress.add(share), stop)
          .run(new AppendedRows(appender));
    }
  }

  private DeviceProfile profile() {
    return ProfileFolder.read(root);
  }

  @Test
  void measuresWhatEachOperationTakes() throws IOException {
    assertTrue(run(request(60), StopSignal.NEVER).complete());
    List<OperationMeasurement> rows = profile().operations();
    assertEquals(OPERATIONS, rows.size());
    for (OperationMeasurement row : rows) {
      double trueUs = SimulatedWorkbench.latencyUs(row.operation());
      assertEquals(1, row.latency().medianUs() / trueUs, 0.03, row.rowKey());
    }
  }

  @Test
  void measuresWhatEachNetworkTakes() throws IOException {
    run(request(60), StopSignal.NEVER);
    Task task = Task.of(TinySpace.SPACE, 10, 1);
    for (NetworkMeasurement row : profile().networks()) {
      double trueUs = SimulatedWorkbench.latencyUs(TinySpace.SPACE.lower(task, row.arch()));
      assertEquals(1, row.latency().medianUs() / trueUs, 0.02, row.rowKey());
      assertEquals(row.role() == Role.VALIDATION, row.repeatMedianUs().isPresent());
    }
    assertEquals(5, profile().networks(Role.CALIBRATION).size());
    assertEquals(4, profile().networks(Role.VALIDATION).size());
  }

  @Test
  void ofNetworksOnlyTakesTheWholeTimeForThemAndPredicts() throws IOException {
    ProfileRequest networksOnly =
        new ProfileRequest(
            TinySpace.SPACE, List.of(12, 20), true, 10, 1, 30, 10, Duration.ofSeconds(30), 7);
    double before = machine.seconds();
    assertTrue(run(networksOnly, StopSignal.NEVER).complete());
    assertEquals(30, machine.seconds() - before, 3);
    assertEquals(List.of(), profile().operations());
    assertEquals(40, profile().networks().size());
    LatencyModel model = LatencyModels.of(profile(), TinySpace.SPACE);
    assertTrue(model.error().orElseThrow().mape() < 0.1, model.error().toString());
  }

  @Test
  void ofNetworksOnlyNeedsEnoughOfThem() {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () ->
                new ProfileRequest(
                    TinySpace.SPACE, List.of(12), true, 10, 1, 11, 5, Duration.ofSeconds(1), 7));
    assertTrue(e.getMessage().contains("'11' are too few"), e.getMessage());
    assertTrue(e.getMessage().contains("at least 12"), e.getMessage());
  }

  @Test
  void keepsToItsTime() throws IOException {
    double before = machine.seconds();
    workbench
        .load(OperationCatalog.of(TinySpace.SPACE, List.of(12)).operations().get(0), Border.IMAGE)
        .close();
    run(request(30), StopSignal.NEVER);
    assertTrue(machine.seconds() - before < 33, machine.seconds() - before + " s");
  }

  @Test
  void coversEverythingWithFewRunsWhereTimeIsShort() throws IOException {
    assertTrue(run(request(3), StopSignal.NEVER).complete());
    assertEquals(OPERATIONS, profile().operations().size());
  }

  @Test
  void saysWhatIsLeftWhenTheTimeIsOver() throws IOException {
    Outcome outcome = run(request(0.05), StopSignal.NEVER);
    assertFalse(outcome.complete());
    assertEquals(0, outcome.operationsMeasured());
    assertEquals(OPERATIONS, outcome.operationsLeft());
    assertEquals(9, outcome.networksLeft());
    assertFalse(profile().operations().isEmpty());
  }

  @Test
  void goesOnAfterTheLastBurstWhereverItWasStopped() throws IOException {
    List<RoundMeasurement> before = List.of();
    int stops = 0;
    for (int attempt = 0; attempt < 200; attempt++) {
      double stopAt = machine.seconds() + 0.2 * (1 + attempt % 15);
      try {
        run(request(10), () -> machine.seconds() > stopAt);
        break;
      } catch (StoppedException e) {
        stops++;
      }
      List<RoundMeasurement> now = rounds();
      assertEquals(before, now.subList(0, before.size()));
      before = now;
    }
    assertTrue(stops > 2, stops + " stops");
    assertEquals(OPERATIONS, profile().operations().size());
    assertEquals(9, profile().networks().size());
    long bursts = rounds().stream().filter(burst -> burst.kind() != Kind.SENTINEL).count();
    assertEquals((long) ProfilePlan.ROUNDS * (OPERATIONS + 9), bursts);
  }

  private List<RoundMeasurement> rounds() {
    return ProfileFolder.readRounds(ProfileFolder.locate(root, IDENTITY));
  }

  @Test
  void correctsForAMachineThatIsSlowerForAWhile() throws IOException {
    machine.slowdown(second -> second % 9 < 4 ? 1.3 : 1);
    run(request(60), StopSignal.NEVER);
    List<Double> ratios = new ArrayList<>();
    for (OperationMeasurement row : profile().operations()) {
      ratios.add(row.latency().medianUs() / SimulatedWorkbench.latencyUs(row.operation()));
    }
    double lowest = ratios.stream().min(Double::compare).orElseThrow();
    double highest = ratios.stream().max(Double::compare).orElseThrow();
    assertTrue(highest / lowest < 1.03, lowest + " to " + highest);
  }

  @Test
  void hasNothingToDoForACompleteProfile() throws IOException {
    run(request(10), StopSignal.NEVER);
    Outcome again = run(request(10), StopSignal.NEVER);
    assertEquals(new Outcome(0, 0, 0, 0), again);
  }

  @Test
  void closesAllThatItLoaded() throws IOException {
    run(request(2), StopSignal.NEVER);
    assertEquals(0, workbench.open());
    double now = machine.seconds();
    root = root.resolve("another");
    assertThrows(StoppedException.class, () -> run(request(60), () -> machine.seconds() > now + 1));
    assertEquals(0, workbench.open());
  }

  @Test
  void reportsProgressThatNeverGoesBack() throws IOException {
    run(request(10), StopSignal.NEVER);
    for (int i = 1; i < progress.size(); i++) {
      assertTrue(progress.get(i) >= progress.get(i - 1) - 1e-9, "at " + i);
    }
    assertEquals(1, progress.get(progress.size() - 1), 1e-6);
  }

  @Test
  void wantsOperationsTheCatalogHolds() throws IOException {
    run(request(2), StopSignal.NEVER);
    List<Operation> rows =
        profile().operations().stream().map(OperationMeasurement::operation).toList();
    assertEquals(OperationCatalog.of(TinySpace.SPACE, List.of(12, 20)).operations(), rows);
  }
}
