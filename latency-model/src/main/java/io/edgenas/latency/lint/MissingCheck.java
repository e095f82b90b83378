package io.edgenas.latency.lint;

import io.edgenas.latency.TableLatency;
import io.edgenas.latency.lint.Finding.Kind;
import io.edgenas.latency.lint.Finding.Severity;
import io.edgenas.network.LinearOp;
import io.edgenas.network.Operation;
import io.edgenas.network.PoolOp;
import io.edgenas.network.SpaceOperations;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Operations that a space needs and a table lacks. A resolution counts as measured when at least
 * half of its operations have rows; at others, what the latency model interpolates is as good as
 * measured, and what it cannot is found at the measured ones.
 */
final class MissingCheck {
  private static final double MEASURED = 0.5;

  private final LintTable table;
  private final SearchSpace space;
  private final Map<Operation, Set<OptionalInt>> present = new HashMap<>();
  private final TableLatency latencies;

  private MissingCheck(LintTable table, SearchSpace space) {
    this.table = table;
    this.space = space;
    List<OperationMeasurement> rows = new ArrayList<>();
    for (LintRow row : table.rows()) {
      for (Operation operation : row.operations()) {
        if (present.computeIfAbsent(operation, o -> new HashSet<>()).add(row.resolution())) {
          // What is interpolated does not matter here, only whether.
          rows.add(
              new OperationMeasurement(
                  operation, row.resolution(), LatencyStatistics.of(1, 1, 1, 1), Optional.empty()));
        }
      }
    }
    this.latencies = new TableLatency(rows);
  }

  static void check(LintTable table, List<Finding> findings) {
    if (table.rows().stream().noneMatch(LintRow::isOperation)) {
      return;
    }
    for (SearchSpace space : table.spaces()) {
      new MissingCheck(table, space).check(findings);
    }
  }

  private void check(List<Finding> findings) {
    boolean measured = false;
    Set<Operation> reported = new HashSet<>();
    for (int resolution : space.resolutions()) {
      List<Operation> needed = List.copyOf(SpaceOperations.of(space, task(), resolution));
      List<Operation> absent =
          needed.stream().filter(operation -> !isPresent(operation, resolution)).toList();
      if (needed.size() - absent.size() < MEASURED * needed.size()) {
        continue;
      }
      measured = true;
      for (Operation operation : absent) {
        if (!(operation instanceof PoolOp && !table.withPool()) && reported.add(operation)) {
          findings.add(missing(operation, resolution));
        }
      }
    }
    if (!measured) {
      findings.add(
          ofTable(
              Severity.ERROR,
              "less than half of the operations of every resolution of space " + space.name(),
              "all operations of at least one",
              "profile the device further, or give the space of the table with --space"));
    } else if (!table.withPool()) {
      findings.add(
          ofTable(
              Severity.WARNING,
              "no row of the global pool, which this dialect does not have",
              "a latency for it: every network of space " + space.name() + " has one",
              "give --pool-ms when importing the table"));
    }
  }

  private Task task() {
    boolean colour =
        present.keySet().stream().anyMatch(operation -> operation.input().channels() == 3);
    return Task.of(space, 1_000, colour ? 3 : 1);
  }

  /** The classifier is interpolated between numbers of classes: any will do. */
  private boolean isPresent(Operation operation, int resolution) {
    if (operation instanceof LinearOp) {
      return present.keySet().stream()
          .anyMatch(
              other ->
                  other instanceof LinearOp
                      && other.input().equals(operation.input())
                      && holds(other, resolution));
    }
    return holds(operation, resolution);
  }

  private boolean holds(Operation operation, int resolution) {
    Set<OptionalInt> at = present.getOrDefault(operation, Set.of());
    return at.contains(OptionalInt.empty()) || at.contains(OptionalInt.of(resolution));
  }

  private Finding missing(Operation operation, int resolution) {
    boolean interpolated = latencies.at(resolution).latencyUs(operation).isPresent();
    return new Finding(
        Kind.MISSING,
        interpolated ? Severity.WARNING : Severity.ERROR,
        operation.key(),
        table.name(),
        0,
        interpolated ? "no row, but larger and smaller sizes have one" : "no row",
        "a row: space " + space.name() + " needs it at resolution " + resolution,
        interpolated ? "measure it, or live with the interpolation" : "measure it");
  }

  private Finding ofTable(Severity severity, String value, String expected, String advice) {
    return new Finding(Kind.MISSING, severity, "", table.name(), 0, value, expected, advice);
  }
}
