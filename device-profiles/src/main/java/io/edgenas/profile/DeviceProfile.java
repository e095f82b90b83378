package io.edgenas.profile;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.SpaceIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one device measured in one configuration for one search space.
 *
 * @param operations in file order; each operation (and resolution, where given) once
 * @param networks in file order; each subnet, classes and channels once
 */
public record DeviceProfile(
    SpaceIdentity space,
    ProfileIdentity identity,
    Circumstances circumstances,
    List<OperationMeasurement> operations,
    List<NetworkMeasurement> networks) {
  /** The note that somebody stated the unit of the latencies, and insisted on it. */
  public static final String UNIT_STATED = "unit_stated";

  public DeviceProfile {
    operations = List.copyOf(operations);
    networks = List.copyOf(networks);
    Set<String> seen = new HashSet<>();
    for (OperationMeasurement row : operations) {
      requireNew(seen, row.rowKey());
    }
    for (NetworkMeasurement row : networks) {
      requireNew(seen, row.rowKey());
    }
  }

  private static void requireNew(Set<String> seen, String rowKey) {
    if (!seen.add(rowKey)) {
      throw new BadInputException(rowKey + " is measured twice: keep one row");
    }
  }

  /** What messages call this profile: device and configuration. */
  public String name() {
    return identity.deviceId() + "/" + identity.configuration();
  }

  /** The networks with that role, in order. */
  public List<NetworkMeasurement> networks(NetworkMeasurement.Role role) {
    return networks.stream().filter(row -> row.role() == role).toList();
  }
}
