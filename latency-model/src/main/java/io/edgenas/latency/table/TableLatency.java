package io.edgenas.latency.table;

import io.edgenas.operation.Operation;
import io.edgenas.profile.OperationMeasurement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Latency of single operations from a profile's rows.
 *
 * <p>An operation has the latency of its row for the network's resolution, else of its row for all
 * resolutions, else that of the {@link Curve} through its {@link Family}. What lies outside the
 * measured sizes of its family is missing. Each operation is looked up once and then remembered.
 * Safe for several threads.
 */
public final class TableLatency {
  private final Map<Family, Curve> curves = new HashMap<>();
  private final Slice everyResolution = new Slice();
  private final Map<Integer, Slice> slices = new HashMap<>();

  /** A table of these rows; each operation (and resolution, where given) stands there once. */
  public TableLatency(List<OperationMeasurement> rows) {
    Map<Family, NavigableMap<Long, List<Double>>> families = new HashMap<>();
    for (OperationMeasurement row : rows) {
      Operation operation = row.operation();
      double us = row.latency().medianUs();
      Slice slice =
          row.resolution().isPresent()
              ? slices.computeIfAbsent(row.resolution().getAsInt(), r -> new Slice())
              : everyResolution;
      slice.measuredUs.put(operation, us);
      families
          .computeIfAbsent(Family.of(operation), f -> new TreeMap<>())
          .computeIfAbsent(Family.size(operation), s -> new ArrayList<>())
          .add(us);
    }
    families.forEach((family, sizes) -> curves.put(family, new Curve(means(sizes))));
  }

  private static NavigableMap<Long, Double> means(NavigableMap<Long, List<Double>> sizes) {
    NavigableMap<Long, Double> means = new TreeMap<>();
    sizes.forEach(
        (size, values) ->
            means.put(size, values.stream().mapToDouble(us -> us).average().orElseThrow()));
    return means;
  }

  /** What holds for networks of a resolution. */
  public Slice at(int resolution) {
    return slices.getOrDefault(resolution, everyResolution);
  }

  /** The part of the table that holds for networks of one resolution. */
  public final class Slice {
    private final Map<Operation, Double> measuredUs = new HashMap<>();
    private final Map<Operation, OptionalDouble> known = new ConcurrentHashMap<>();

    private Slice() {}

    /**
     * Median latency in microseconds, with the call overhead that the row contains.
     *
     * @return empty if the operation was not measured and cannot be interpolated
     */
    public OptionalDouble latencyUs(Operation operation) {
      OptionalDouble latency = known.get(operation);
      if (latency == null) {
        latency = lookUp(operation);
        known.put(operation, latency);
      }
      return latency;
    }

    private OptionalDouble lookUp(Operation operation) {
      Double us = measuredUs.get(operation);
      if (us == null) {
        us = everyResolution.measuredUs.get(operation);
      }
      if (us != null) {
        return OptionalDouble.of(us);
      }
      Curve curve = curves.get(Family.of(operation));
      return curve == null ? OptionalDouble.empty() : curve.at(Family.size(operation));
    }
  }
}
