package io.edgenas.benchmarks;

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
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.OperationCatalog;
import io.edgenas.profiler.ReferenceSubnet;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A profile of the shape and size that profiling leaves, with latencies computed from MACs. What is
 * benchmarked on it takes the same time whatever the latencies are; nothing here was measured.
 */
final class SyntheticProfile {
  private static final int CALIBRATION_NETWORKS = 30;
  private static final int VALIDATION_NETWORKS = 20;
  private static final double RELATIVE_NOISE = 0.02;
  private static final double MACS_PER_US = 20_000;
  private static final int CLASSES = 1_000;
  private static final int CHANNELS = 3;
  private static final int RUNS = 100;

  private SyntheticProfile() {}

  /** The profile of a space at the resolutions that are profiled unless others are asked for. */
  static DeviceProfile of(SearchSpace space) {
    List<Integer> resolutions =
        OperationCatalog.spread(space, OperationCatalog.DEFAULT_RESOLUTIONS);
    return new DeviceProfile(
        SpaceIdentity.of(space),
        identity(),
        circumstances(space),
        OperationCatalog.of(space, resolutions).operations().stream()
            .map(SyntheticProfile::row)
            .toList(),
        networks(space, resolutions));
  }

  private static ProfileIdentity identity() {
    String unknown = ProfileIdentity.UNKNOWN;
    return new ProfileIdentity(
        "synthetic",
        unknown,
        unknown,
        "none",
        1,
        unknown,
        "cpu",
        Collections.emptySortedMap(),
        1,
        Precision.FP32,
        1,
        unknown,
        unknown);
  }

  private static Circumstances circumstances(SearchSpace space) {
    return new Circumstances(
        Instant.parse("2026-01-01T00:00:00Z"),
        "0.1.0",
        ProfileIdentity.UNKNOWN,
        ProfileIdentity.UNKNOWN,
        OptionalDouble.of(1),
        OptionalDouble.of(1),
        OptionalDouble.of(latencyUs(ReferenceSubnet.of(space))),
        Collections.emptySortedMap());
  }

  private static OperationMeasurement row(Operation operation) {
    return new OperationMeasurement(
        operation, OptionalInt.empty(), statistics(latencyUs(operation)), Optional.empty());
  }

  private static List<NetworkMeasurement> networks(SearchSpace space, List<Integer> resolutions) {
    ArchVariation variation = new ArchVariation(space, resolutions);
    Task task = Task.of(space, CLASSES, CHANNELS);
    RandomGenerator random = new SplittableRandom(1);
    List<NetworkMeasurement> networks = new ArrayList<>();
    List<Arch> archs = new ArrayList<>();
    while (archs.size() < CALIBRATION_NETWORKS + VALIDATION_NETWORKS) {
      Arch arch = variation.sample(random);
      if (!archs.contains(arch)) {
        archs.add(arch);
        double noise = 1 + RELATIVE_NOISE * random.nextGaussian();
        networks.add(
            new NetworkMeasurement(
                arch,
                CLASSES,
                CHANNELS,
                archs.size() <= CALIBRATION_NETWORKS ? Role.CALIBRATION : Role.VALIDATION,
                statistics(noise * latencyUs(space.lower(task, arch))),
                OptionalDouble.empty(),
                List.of(),
                Optional.empty()));
      }
    }
    return networks;
  }

  private static double latencyUs(Network network) {
    return network.operations().stream().mapToDouble(SyntheticProfile::latencyUs).sum();
  }

  private static double latencyUs(Operation operation) {
    return 5 + operation.macs() / MACS_PER_US;
  }

  private static LatencyStatistics statistics(double us) {
    return LatencyStatistics.of(us, 0.9 * us, 1.2 * us, 0.98 * us, 1.02 * us, RUNS);
  }
}
