package io.edgenas.latency.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.MissingRowException;
import io.edgenas.latency.ModelError;
import io.edgenas.latency.Prediction;
import io.edgenas.latency.SyntheticDevice;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibratedLatencyModelTest {
  private static final SyntheticDevice DEVICE = SyntheticDevice.tiny();
  private static final List<OperationMeasurement> TABLE = DEVICE.allOperations();

  @Test
  void isUnvalidatedWithoutValidationNetworks() {
    LatencyModel model = model(DEVICE.networks(20, Role.CALIBRATION, 0, 2));
    Prediction prediction = model.predict(network(0));
    assertTrue(model.error().isEmpty());
    assertTrue(prediction.upperMs().isEmpty());
    assertEquals(prediction.latencyMs(), prediction.boundMs());
  }

  @Test
  void oneValidationNetworkValidatesNothing() {
    LatencyModel model = model(DEVICE.networks(1, Role.VALIDATION, 0, 2));
    assertTrue(model.error().isEmpty());
    assertTrue(model.predict(network(0)).upperMs().isEmpty());
  }

  @Test
  void isThePlainSumAndOneCallOverheadWithoutNetworks() {
    Network network = network(0);
    double us =
        SyntheticDevice.OVERHEAD_US
            + network.operations().stream().mapToDouble(SyntheticDevice::workUs).sum();
    assertEquals(us / 1e3, model(List.of()).predict(network).latencyMs(), 1e-9);
  }

  @Test
  void calibrationFindsWhatNetworksCostMoreThanTheirParts() {
    LatencyModel model = model(DEVICE.networks(40, Role.CALIBRATION, 0, 2));
    for (int i = 0; i < 50; i++) {
      double trueMs = SyntheticDevice.trueUs(network(i)) / 1e3;
      assertEquals(trueMs, model.predict(network(i)).latencyMs(), 0.01 * trueMs);
    }
  }

  @Test
  void statesTheErrorOnNetworksItWasNotFittedOn() {
    List<NetworkMeasurement> networks =
        new ArrayList<>(DEVICE.networks(40, Role.CALIBRATION, 0.02, 2));
    networks.addAll(validation(networks, 0.02));
    ModelError error = model(networks).error().orElseThrow();
    assertEquals(60, error.networks());
    assertTrue(error.mape() > 0.008 && error.mape() < 0.03, error.toString());
    assertTrue(error.within10() > 0.98, error.toString());
    assertTrue(error.tau().getAsDouble() > 0.8, error.toString());
    assertEquals(TinySpace.SPACE.resolutions(), List.copyOf(error.tauByResolution().keySet()));
  }

  @Test
  void isJudgedBeforeItIsFittedOnTheValidationNetworksToo() {
    List<NetworkMeasurement> calibration = DEVICE.networks(10, Role.CALIBRATION, 0.02, 2);
    List<NetworkMeasurement> validation = validation(calibration, 0.02);
    List<NetworkMeasurement> all = new ArrayList<>(calibration);
    all.addAll(validation);
    LatencyModel first = model(calibration);
    LatencyModel whole = model(all);
    double mape =
        validation.stream()
            .mapToDouble(
                row ->
                    Math.abs(
                        1e3
                                * first.predict(TinySpace.lower(row.arch())).latencyMs()
                                / row.latency().medianUs()
                            - 1))
            .average()
            .orElseThrow();
    assertEquals(mape, whole.error().orElseThrow().mape(), 1e-9);
    assertTrue(trueError(whole) < 0.8 * trueError(first), trueError(whole) + "");
  }

  private static double trueError(LatencyModel model) {
    return DEVICE.archs(200, 99).stream()
        .map(TinySpace::lower)
        .mapToDouble(
            network ->
                Math.abs(
                    1e3 * model.predict(network).latencyMs() / SyntheticDevice.trueUs(network) - 1))
        .average()
        .orElseThrow();
  }

  @Test
  void theBoundHoldsForMostUnseenNetworks() {
    List<NetworkMeasurement> networks =
        new ArrayList<>(DEVICE.networks(40, Role.CALIBRATION, 0.02, 2));
    networks.addAll(validation(networks, 0.02));
    LatencyModel model = model(networks);
    List<NetworkMeasurement> unseen = DEVICE.networks(400, Role.VALIDATION, 0.02, 77);
    long covered =
        unseen.stream()
            .filter(
                row ->
                    row.latency().medianUs() / 1e3
                        <= model.predict(TinySpace.lower(row.arch())).upperMs().getAsDouble())
            .count();
    assertTrue(covered > 0.9 * unseen.size() && covered < unseen.size(), covered + " covered");
  }

  @Test
  void interpolatesTheClassesOfOtherTasks() {
    List<OperationMeasurement> rows = new ArrayList<>(TABLE);
    Arch arch = network(0).arch();
    rows.add(SyntheticDevice.row(Operation.parse("linear-in:64-out:1000"), 300));
    LatencyModel model = LatencyModels.of(DEVICE.profile(rows, List.of()), TinySpace.SPACE);
    double few = predict(model, arch, 4);
    double some = predict(model, arch, 100);
    double many = predict(model, arch, 1000);
    assertTrue(few < some && some < many, few + " " + some + " " + many);
    MissingRowException e =
        assertThrows(MissingRowException.class, () -> predict(model, arch, 1001));
    assertTrue(e.getMessage().contains("linear-in:64-out:1001"), e.getMessage());
  }

  @Test
  void refusesAProfileOfAnotherSpaceNamingBoth() {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () ->
                LatencyModels.of(
                    DEVICE.profile(TABLE, List.of()), MbConvSpace.builtIn("mobile-28")));
    assertTrue(e.getMessage().contains("profile synthetic/cpu-fp32-t1-b1 measured space tiny"));
    assertTrue(e.getMessage().contains("not space mobile-28"), e.getMessage());
  }

  @Test
  void refusesAMeasuredNetworkThatTheSpaceDoesNotAllow() {
    NetworkMeasurement row = DEVICE.networks(1, Role.CALIBRATION, 0, 2).get(0);
    NetworkMeasurement odd =
        new NetworkMeasurement(
            row.arch().withResolution(17), 4, 1, row.role(), row.latency(), "0".repeat(64));
    BadInputException e = assertThrows(BadInputException.class, () -> model(List.of(odd)));
    assertTrue(e.getMessage().contains("network r17/"), e.getMessage());
  }

  @Test
  void leavesOutMeasuredNetworksThatTheTableDoesNotCover() {
    List<NetworkMeasurement> networks = DEVICE.networks(60, Role.VALIDATION, 0.01, 2);
    List<OperationMeasurement> partial =
        TABLE.stream().filter(row -> !row.operation().key().contains("k7")).toList();
    ModelError error =
        LatencyModels.of(DEVICE.profile(partial, networks), TinySpace.SPACE).error().orElseThrow();
    assertTrue(error.networks() > 0 && error.networks() < 60, error.toString());
    assertFalse(Double.isNaN(error.mape()));
  }

  private static List<NetworkMeasurement> validation(
      List<NetworkMeasurement> calibration, double noise) {
    List<Arch> used = calibration.stream().map(NetworkMeasurement::arch).toList();
    return DEVICE.networks(100, Role.VALIDATION, noise, 3).stream()
        .filter(row -> !used.contains(row.arch()))
        .limit(60)
        .toList();
  }

  private static double predict(LatencyModel model, Arch arch, int classes) {
    return model
        .predict(TinySpace.SPACE.lower(Task.of(TinySpace.SPACE, classes, 1), arch))
        .latencyMs();
  }

  private static Network network(int index) {
    return TinySpace.lower(TinySpace.randomArchs(50, 99).get(index));
  }

  private static LatencyModel model(List<NetworkMeasurement> networks) {
    return LatencyModels.of(DEVICE.profile(TABLE, networks), TinySpace.SPACE);
  }
}
