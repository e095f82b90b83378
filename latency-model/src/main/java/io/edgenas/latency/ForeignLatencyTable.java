package io.edgenas.latency;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Document;
import io.edgenas.network.Operation;
import io.edgenas.profile.Circumstances;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Latency tables as once-for-all's authors publish them: one YAML or JSON file per image
 * resolution, from a key that describes an operation to {@code mean}, {@code std} and {@code count}
 * of its latency in milliseconds.
 *
 * <p>A file's rows hold for networks of its resolution: the classifier, for one, stands in every
 * file with another latency. Means stand in for medians; where {@code std} is known, percentiles
 * and interval are those of a log-normal distribution with that spread.
 *
 * @param space the space whose operations the keys describe
 * @param operations in the order of the files
 */
public record ForeignLatencyTable(SpaceIdentity space, List<OperationMeasurement> operations) {
  /** The provider of profiles whose latencies others measured by other means. */
  public static final String PROVIDER = "foreign";

  private static final int MAX_FILES = 256;
  private static final int MAX_COUNT = 1_000_000_000;
  private static final double MAX_MS = 600e3;
  private static final double Z_90 = 1.2815515655446004;
  private static final double Z_975 = 1.959963984540054;

  public ForeignLatencyTable {
    operations = List.copyOf(operations);
  }

  /**
   * Reads the files of one device.
   *
   * @throws BadInputException naming file and line of what is malformed, negative, zero or not an
   *     operation of the space; or two files of one resolution
   */
  public static ForeignLatencyTable read(SearchSpace space, List<Path> files) {
    if (files.isEmpty() || files.size() > MAX_FILES) {
      throw new BadInputException(
          files.size() + " table files given: 1 to " + MAX_FILES + " are allowed");
    }
    List<OperationMeasurement> rows = new ArrayList<>();
    Map<Integer, Path> resolutions = new HashMap<>();
    for (Path file : files) {
      List<OperationMeasurement> ofFile = read(Document.read(file), space);
      int resolution = ofFile.get(0).resolution().getAsInt();
      Path other = resolutions.put(resolution, file);
      if (other != null) {
        throw new BadInputException(
            other + " and " + file + " are both of resolution " + resolution + ": give one");
      }
      rows.addAll(ofFile);
    }
    return new ForeignLatencyTable(SpaceIdentity.of(space), rows);
  }

  static List<OperationMeasurement> read(Document document, SearchSpace space) {
    ForeignKeys keys = new ForeignKeys(space);
    Map<Operation, LatencyStatistics> latencies = new LinkedHashMap<>();
    Set<Integer> resolutions = new HashSet<>();
    document
        .object()
        .forEach(
            (key, value) -> {
              Operation operation = operation(keys, key, value);
              if (key.startsWith(ForeignKeys.STEM)) {
                resolutions.add(operation.input().height());
              }
              if (latencies.put(operation, latency(value)) != null) {
                throw value.error("another key of this file is the same operation: keep one");
              }
            });
    if (resolutions.size() != 1) {
      throw document.error(
          "has "
              + resolutions.size()
              + " rows of the first convolution ("
              + ForeignKeys.STEM
              + "input:...): a table of one resolution has one");
    }
    OptionalInt resolution = OptionalInt.of(resolutions.iterator().next());
    List<OperationMeasurement> rows = new ArrayList<>();
    latencies.forEach(
        (operation, latency) ->
            rows.add(new OperationMeasurement(operation, resolution, latency, Optional.empty())));
    return rows;
  }

  private static Operation operation(ForeignKeys keys, String key, Document value) {
    try {
      return keys.parse(key);
    } catch (BadInputException e) {
      throw new BadInputException(value.where() + ": " + e.getMessage(), e);
    }
  }

  private static LatencyStatistics latency(Document value) {
    value.allowKeys("mean", "std", "count");
    Document mean = value.required("mean");
    double meanUs = mean.number(LatencyStatistics.MIN_US / 1e3, MAX_MS) * 1e3;
    double stdUs = value.optional("std").map(std -> std.number(0, MAX_MS)).orElse(0.0) * 1e3;
    int count = value.optional("count").map(n -> n.integer(1, MAX_COUNT)).orElse(1);
    double relative = stdUs / meanUs;
    double logSd = Math.sqrt(Math.log1p(relative * relative));
    double toP90 = Math.exp(Z_90 * logSd);
    double toCi = Math.exp(Z_975 * logSd / Math.sqrt(count));
    try {
      return stdUs > 0 && count > 2
          ? LatencyStatistics.of(
              meanUs, meanUs / toP90, meanUs * toP90, meanUs / toCi, meanUs * toCi, count)
          : LatencyStatistics.of(meanUs, meanUs / toP90, meanUs * toP90, count);
    } catch (BadInputException e) {
      throw value.error(e.getMessage());
    }
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
            new TreeMap<>(
                Map.of("origin", "imported latency table; cores, threads and batch assumed 1")));
    return new DeviceProfile(space, identity, circumstances, operations, List.of());
  }
}
