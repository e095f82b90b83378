package io.edgenas.latency;

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
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Task;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.MbConvSpace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A made-up device whose true latencies are known: an operation alone costs {@link #OVERHEAD_US}
 * and its work, a network the overhead once and {@link #SLOWDOWN} times the work.
 */
public final class SyntheticDevice {
  public static final double OVERHEAD_US = 6;
  static final double SLOWDOWN = 1.1;

  private final MbConvSpace space;
  private final Task task;
  private final ArchVariation archs;

  /** Measures the space at these resolutions. */
  SyntheticDevice(MbConvSpace space, Task task, List<Integer> resolutions) {
    this.space = space;
    this.task = task;
    this.archs = new ArchVariation(space, resolutions);
  }

  /** Measures the tiny space. */
  public static SyntheticDevice tiny() {
    return new SyntheticDevice(TinySpace.SPACE, TinySpace.TASK, TinySpace.SPACE.resolutions());
  }

  public static double workUs(Operation operation) {
    return 2 + operation.macs() / 1e3 + operation.input().size() / 500.0;
  }

  public static double trueUs(Network network) {
    return OVERHEAD_US
        + SLOWDOWN * network.operations().stream().mapToDouble(SyntheticDevice::workUs).sum();
  }

  private Network lower(Arch arch) {
    return space.lower(task, arch);
  }

  /** Distinct architectures drawn with a fixed seed. */
  public List<Arch> archs(int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Set<Arch> distinct = new LinkedHashSet<>();
    for (int i = 0; i < 10 * count && distinct.size() < count; i++) {
      distinct.add(archs.sample(random));
    }
    return List.copyOf(distinct);
  }

  /** Every operation that any of 3,000 random architectures has. */
  public List<OperationMeasurement> allOperations() {
    Set<Operation> distinct = new LinkedHashSet<>();
    archs(3_000, 1).forEach(arch -> distinct.addAll(lower(arch).operations()));
    return distinct.stream().map(op -> row(op, OVERHEAD_US + workUs(op))).toList();
  }

  public static OperationMeasurement row(Operation operation, double us) {
    return new OperationMeasurement(
        operation, LatencyStatistics.of(us, us, us, 100), "0".repeat(64));
  }

  /**
   * Networks measured with a relative noise.
   *
   * @param noise standard deviation
   */
  public List<NetworkMeasurement> networks(int count, Role role, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<NetworkMeasurement> rows = new ArrayList<>();
    for (Arch arch : archs(count, seed)) {
      double us = trueUs(lower(arch)) * Math.exp(noise * random.nextGaussian());
      rows.add(
          new NetworkMeasurement(
              arch,
              task.classes(),
              task.channels(),
              role,
              LatencyStatistics.of(us, us, us, 100),
              OptionalDouble.empty(),
              List.of(),
              Optional.empty()));
    }
    return rows;
  }

  public DeviceProfile profile(
      List<OperationMeasurement> operations, List<NetworkMeasurement> networks) {
    return new DeviceProfile(
        SpaceIdentity.of(space),
        new ProfileIdentity(
            "synthetic",
            "none",
            "none",
            "none",
            1,
            "none",
            "cpu",
            new TreeMap<>(),
            1,
            Precision.FP32,
            1,
            "unknown",
            "1.29"),
        new Circumstances(
            Instant.parse("2026-11-21T10:00:00Z"),
            "0.1.0",
            "none",
            "none",
            OptionalDouble.of(OVERHEAD_US),
            OptionalDouble.empty(),
            new TreeMap<>()),
        operations,
        networks);
  }
}
