package io.edgenas.latency.foreign;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.operation.Operation;
import io.edgenas.operation.PoolOp;
import io.edgenas.profile.Circumstances;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.MbConvSpace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Latency tables as others publish them, in a {@link ForeignDialect}: YAML or JSON, from a key that
 * describes an operation to the statistics of its latency in milliseconds.
 *
 * <p>once-for-all's files hold for networks of one resolution each: the classifier, for one, stands
 * in every file with another latency. The rows of nsganetv2's file hold at every resolution. Rows
 * that no network of the space has are left out and counted, so that one file may hold several
 * spaces.
 *
 * @param space the space whose operations the keys describe
 * @param dialect of all its files
 * @param operations in the order of the files
 * @param leftOut number of rows of other spaces
 * @param notes what was assumed, by name
 */
public record ForeignLatencyTable(
    SpaceIdentity space,
    ForeignDialect dialect,
    List<OperationMeasurement> operations,
    int leftOut,
    SortedMap<String, String> notes) {
  /** The provider of profiles whose latencies others measured by other means. */
  public static final String PROVIDER = "foreign";

  /** Most files that one table may consist of. */
  public static final int MAX_FILES = 256;

  public ForeignLatencyTable {
    operations = List.copyOf(operations);
    notes = new TreeMap<>(notes);
  }

  /**
   * Reads the files of one device.
   *
   * @throws BadInputException naming file and line of what is malformed, negative, zero, there
   *     twice or of another dialect; or two files of one resolution
   */
  public static ForeignLatencyTable read(MbConvSpace space, List<Path> files) {
    if (files.isEmpty() || files.size() > MAX_FILES) {
      throw new BadInputException(
          files.size() + " table files given: 1 to " + MAX_FILES + " are allowed");
    }
    ForeignOperations operations = new ForeignOperations(space);
    List<ForeignFile> read = new ArrayList<>();
    for (Path path : files) {
      ForeignFile file = ForeignFile.read(ForeignDialect.read(path, Document::read), operations);
      read.forEach(before -> requireOther(before, file));
      read.add(file);
    }
    List<OperationMeasurement> rows = new ArrayList<>();
    read.forEach(file -> file.measurements().forEach(rows::add));
    return new ForeignLatencyTable(
        SpaceIdentity.of(space),
        read.get(0).dialect(),
        rows,
        read.stream().mapToInt(ForeignFile::leftOut).sum(),
        new TreeMap<>(
            Map.of(
                "origin",
                "imported latency table ("
                    + read.get(0).dialect().text()
                    + "); cores, threads and batch assumed 1")));
  }

  private static void requireOther(ForeignFile before, ForeignFile file) {
    String both = before.source() + " and " + file.source();
    if (before.dialect() != file.dialect()) {
      throw new BadInputException(both + " are of different dialects: import them as two devices");
    }
    if (file.resolution().isPresent() && before.resolution().equals(file.resolution())) {
      throw new BadInputException(
          both + " are both of resolution " + file.resolution().getAsInt() + ": give one");
    }
    if (file.resolution().isEmpty()) {
      file.rows().keySet().stream()
          .filter(before.rows()::containsKey)
          .findFirst()
          .ifPresent(
              twice -> {
                throw new BadInputException(both + " both have " + twice.key() + ": give one");
              });
    }
  }

  /**
   * The table with the global pool, which some dialects do not have, at an assumed latency.
   *
   * @param ms at every resolution of the space that has no row
   */
  public ForeignLatencyTable withPool(MbConvSpace of, double ms) {
    Check.range("latency of the pool in ms", ms, LatencyStatistics.MIN_US / 1e3, 1e3);
    Set<Operation> present = new HashSet<>();
    operations.forEach(row -> present.add(row.operation()));
    List<OperationMeasurement> all = new ArrayList<>(operations);
    LatencyStatistics latency = LatencyStatistics.of(ms * 1e3, ms * 1e3, ms * 1e3, 1);
    for (int resolution : of.resolutions()) {
      ArchSpec arch = new ArchSpec(resolution, of.largest().stages());
      for (Operation operation : of.lower(Task.of(of, 2, 3), arch).operations()) {
        if (operation instanceof PoolOp && present.add(operation)) {
          all.add(
              new OperationMeasurement(operation, OptionalInt.empty(), latency, Optional.empty()));
        }
      }
    }
    SortedMap<String, String> noted = new TreeMap<>(notes);
    noted.put("pool", "not in the table: " + ms + " ms assumed");
    return new ForeignLatencyTable(space, dialect, all, leftOut, noted);
  }

  /**
   * The profile of the table: provider {@value #PROVIDER}, no measured networks, what nobody knows
   * {@code unknown}.
   *
   * @param deviceId of the profile's folder
   * @param date of the import
   * @param toolVersion of the import
   */
  public DeviceProfile toProfile(String deviceId, Instant date, String toolVersion) {
    String unknown = ProfileIdentity.UNKNOWN;
    ProfileIdentity identity =
        new ProfileIdentity(
            deviceId,
            unknown,
            unknown,
            unknown,
            1,
            unknown,
            PROVIDER,
            new TreeMap<>(),
            1,
            Precision.FP32,
            1,
            unknown,
            unknown);
    Circumstances circumstances =
        new Circumstances(
            date,
            toolVersion,
            unknown,
            unknown,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            notes);
    return new DeviceProfile(space, identity, circumstances, operations, List.of());
  }
}
