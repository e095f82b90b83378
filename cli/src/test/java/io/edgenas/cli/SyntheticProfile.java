package io.edgenas.cli;

import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import io.edgenas.profile.Circumstances;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.OperationCatalog;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The profile of a device that does not exist: an operation takes a microsecond and one more for
 * every 1,000 multiply-accumulates, a network the sum of its operations and up to 2 % more.
 */
public final class SyntheticProfile {
  private SyntheticProfile() {}

  /** Writes the profile of a space in float32 below a folder and gives its own folder. */
  public static Path write(Path root, SearchSpace space) throws IOException {
    return write(root, space, Precision.FP32);
  }

  public static Path write(Path root, SearchSpace space, Precision precision) throws IOException {
    return write(root, space, identity("synthetic", precision), SyntheticProfile::latencyUs);
  }

  /** Writes the profile of another device, on which every output channel takes two microseconds. */
  static Path writeOther(Path root, SearchSpace space) throws IOException {
    return write(
        root,
        space,
        identity("other", Precision.FP32),
        operation -> 2.0 * operation.output().channels());
  }

  private static Path write(
      Path root, SearchSpace space, ProfileIdentity identity, ToDoubleFunction<Operation> latencyUs)
      throws IOException {
    List<OperationMeasurement> operations = new ArrayList<>();
    for (Operation operation : OperationCatalog.of(space, space.resolutions()).operations()) {
      operations.add(
          new OperationMeasurement(
              operation, statistics(latencyUs.applyAsDouble(operation)), "0".repeat(64)));
    }
    List<NetworkMeasurement> networks = new ArrayList<>();
    for (Arch arch : TinySpace.randomArchs(space, 40, 11)) {
      networks.add(network(space, arch, networks.size(), latencyUs));
    }
    DeviceProfile profile =
        new DeviceProfile(SpaceIdentity.of(space), identity, circumstances(), operations, networks);
    return ProfileFolder.write(root, profile);
  }

  static double latencyUs(Operation operation) {
    return 1 + operation.macs() / 1e3;
  }

  private static NetworkMeasurement network(
      SearchSpace space, Arch arch, int index, ToDoubleFunction<Operation> latencyUs) {
    Network network = space.lower(Task.of(space, 10, 1), arch);
    double us = network.operations().stream().mapToDouble(latencyUs).sum();
    return new NetworkMeasurement(
        arch,
        10,
        1,
        index % 2 == 0 ? Role.CALIBRATION : Role.VALIDATION,
        statistics(us * (1 + 0.02 * (index % 5) / 4)),
        "0".repeat(64));
  }

  private static LatencyStatistics statistics(double us) {
    return LatencyStatistics.of(us, us, us, us, us, 100);
  }

  private static ProfileIdentity identity(String device, Precision precision) {
    return new ProfileIdentity(
        device,
        "none",
        "none",
        "none",
        1,
        "none",
        "cpu",
        new TreeMap<>(),
        1,
        precision,
        1,
        "none",
        "1.29");
  }

  private static Circumstances circumstances() {
    return new Circumstances(
        Instant.parse("2026-01-01T00:00:00Z"),
        "test",
        "none",
        "none",
        OptionalDouble.of(0.5),
        OptionalDouble.empty(),
        new TreeMap<>());
  }
}
