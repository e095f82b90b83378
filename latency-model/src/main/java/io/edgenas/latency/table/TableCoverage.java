package io.edgenas.latency.table;

import io.edgenas.operation.Operation;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which resolutions of a space a table can predict, for 1,000 classes and colour images.
 *
 * @param resolutions at which every operation is measured or interpolated, ascending
 * @param missing operations that neither is the case of, at any resolution
 */
public record TableCoverage(List<Integer> resolutions, Set<Operation> missing) {
  private static final int CLASSES = 1_000;
  private static final int CHANNELS = 3;

  /** The coverage of these rows. */
  public static TableCoverage of(List<OperationMeasurement> rows, SearchSpace space) {
    TableLatency table = new TableLatency(rows);
    Task task = Task.of(space, CLASSES, CHANNELS);
    List<Integer> covered = new ArrayList<>();
    Set<Operation> missing = new LinkedHashSet<>();
    for (int resolution : space.resolutions()) {
      TableLatency.Slice slice = table.at(resolution);
      List<Operation> absent =
          space.operations(task, resolution).stream()
              .filter(operation -> slice.latencyUs(operation).isEmpty())
              .toList();
      missing.addAll(absent);
      if (absent.isEmpty()) {
        covered.add(resolution);
      }
    }
    return new TableCoverage(List.copyOf(covered), missing);
  }
}
