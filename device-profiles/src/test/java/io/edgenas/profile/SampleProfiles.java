package io.edgenas.profile;

import io.edgenas.base.output.Sha256;
import io.edgenas.network.Arch;
import io.edgenas.operation.Operation;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.fixtures.TinySpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** A small, made-up profile of the tiny space. */
final class SampleProfiles {
  static final SpaceIdentity SPACE = SpaceIdentity.of(TinySpace.SPACE);

  private SampleProfiles() {}

  static ProfileIdentity identity() {
    return identity("gateway-7", "performance", "1.29");
  }

  static ProfileIdentity identity(String deviceId, String powerMode, String onnxRuntime) {
    return new ProfileIdentity(
        deviceId,
        "Example Gateway 7",
        "Example CPU @ 2.1 GHz",
        "none",
        4,
        "amd64",
        "cpu",
        new TreeMap<>(Map.of("arena", "off")),
        1,
        Precision.FP32,
        1,
        powerMode,
        onnxRuntime);
  }

  static Circumstances circumstances() {
    return new Circumstances(
        Instant.parse("2026-11-21T10:00:00Z"),
        "0.1.0",
        "Linux 6.1",
        "OpenJDK 17.0.9",
        OptionalDouble.of(6.5),
        OptionalDouble.of(31),
        new TreeMap<>(Map.of("cpu_clock_mhz", "2100", "temperature_c", "48.5")));
  }

  static DeviceProfile profile() {
    return new DeviceProfile(SPACE, identity(), circumstances(), operations(), networks());
  }

  /** The distinct operations of two architectures, and one that holds at one resolution only. */
  static List<OperationMeasurement> operations() {
    Set<Operation> distinct = new LinkedHashSet<>();
    for (Arch arch : TinySpace.randomArchs(2, 5)) {
      distinct.addAll(TinySpace.lower(arch).operations());
    }
    List<OperationMeasurement> rows = new ArrayList<>();
    for (Operation operation : distinct) {
      double us = Math.rint(12 + operation.macs() / 4e3) / 8;
      rows.add(
          new OperationMeasurement(
              operation,
              LatencyStatistics.of(us, us - 0.25, us + 0.5, us - 0.125, us + 0.125, 200),
              Sha256.of(operation.key())));
    }
    Operation last = rows.get(rows.size() - 1).operation();
    rows.add(
        new OperationMeasurement(
            last, OptionalInt.of(16), LatencyStatistics.of(2.25, 2, 2.5, 2), Optional.empty()));
    return rows;
  }

  static List<NetworkMeasurement> networks() {
    List<Arch> archs = TinySpace.randomArchs(3, 11);
    return List.of(
        new NetworkMeasurement(
            archs.get(0),
            4,
            1,
            NetworkMeasurement.Role.CALIBRATION,
            LatencyStatistics.of(55.125, 54, 61, 55, 55.5, 900),
            Sha256.of("a")),
        new NetworkMeasurement(
            archs.get(1),
            4,
            1,
            NetworkMeasurement.Role.VALIDATION,
            LatencyStatistics.of(1234.5, 1200, 1300.75, 1230, 1236, 90),
            OptionalDouble.of(1240.25),
            List.of(1234.5, 1229.0, 1251.125),
            Optional.of(Sha256.of("b"))),
        new NetworkMeasurement(
            archs.get(2),
            1000,
            3,
            NetworkMeasurement.Role.VALIDATION,
            LatencyStatistics.of(70, 70, 70, 1),
            OptionalDouble.empty(),
            List.of(),
            Optional.empty()));
  }

  /** Two operations, a network and the sentinel, measured together. */
  static List<RoundMeasurement> rounds() {
    List<RoundMeasurement> bursts = new ArrayList<>();
    for (OperationMeasurement row : operations().subList(0, 2)) {
      bursts.add(burst(Kind.OPERATION, row.operation().key()));
    }
    bursts.add(burst(Kind.NETWORK, "r20/k3e2 10 classes 1 channels calibration"));
    bursts.add(burst(Kind.SENTINEL, "r12/k3e2"));
    return bursts;
  }

  private static RoundMeasurement burst(Kind kind, String key) {
    return new RoundMeasurement(
        1, 1, kind, key, LatencyStatistics.of(12.5, 12, 13.25, 12.25, 12.75, 40), Optional.empty());
  }
}
