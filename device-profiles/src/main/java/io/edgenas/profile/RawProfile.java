package io.edgenas.profile;

import io.edgenas.base.table.RawRow;
import io.edgenas.space.SpaceIdentity;
import java.nio.file.Path;
import java.util.List;

/**
 * A profile whose rows are as they stand in its files, so that all their defects can be reported.
 *
 * @param folder where it lies
 * @param operations rows of {@code operations.csv}
 * @param networks rows of {@code networks.csv}
 */
public record RawProfile(
    Path folder,
    SpaceIdentity space,
    ProfileIdentity identity,
    Circumstances circumstances,
    List<RawRow> operations,
    List<RawRow> networks) {
  public RawProfile {
    operations = List.copyOf(operations);
    networks = List.copyOf(networks);
  }
}
