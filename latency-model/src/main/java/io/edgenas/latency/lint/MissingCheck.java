package io.edgenas.latency.lint;

import io.edgenas.latency.lint.Finding.Kind;
import io.edgenas.latency.lint.Finding.Severity;
import io.edgenas.latency.table.TableLatency;
import io.edgenas.operation.Operation;
import io.edgenas.operation.PoolOp;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Operations that a space needs and a table lacks, at the resolutions that the table holds. A
 * resolution is held when at least half of its operations have rows. Late operations of one
 * resolution are those of others too, so rows count for the resolution that has most of its rows
 * only: a table of 160 pixels, complete, does not hold half of 148. At resolutions that are not
 * held, what the latency model interpolates is as good as measured, and it says what it cannot.
 */
final class MissingCheck {
  private static final double HELD = 0.5;

  private final LintTable table;
  private final SearchSpace space;
  private final Map<Operation, Set<OptionalInt>> present = new HashMap<>();
  private final TableLatency latencies;

  /** A row, whatever its latency. */
  private record Cell(Operation operation, OptionalInt resolution) {}

  /** Which of the operations that a resolution needs have a row, and which have none. */
  private record Coverage(int resolution, Set<Cell> cells, List<Operation> absent) {
    double share() {
      return (double) cells.size() / (cells.size() + absent.size());
    }

    boolean isHeld(Set<Cell> counted) {
      long fresh = cells.stream().filter(cell -> !counted.contains(cell)).count();
      return fresh >= HELD * (fresh + absent.size());
    }
  }

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
    Set<Operation> reported = new HashSet<>();
    List<Coverage> held = held();
    for (Coverage coverage : held) {
      for (Operation operation : coverage.absent()) {
        if (!(operation instanceof PoolOp && !table.withPool()) && reported.add(operation)) {
          findings.add(missing(operation, coverage.resolution()));
        }
      }
    }
    if (held.isEmpty()) {
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

  /** The resolutions that the table holds, those with most rows first. */
  private List<Coverage> held() {
    List<Coverage> fullestFirst =
        space.resolutions().stream()
            .map(this::coverage)
            .sorted(Comparator.comparingDouble(coverage -> -coverage.share()))
            .toList();
    List<Coverage> held = new ArrayList<>();
    Set<Cell> counted = new HashSet<>();
    for (Coverage coverage : fullestFirst) {
      if (coverage.isHeld(counted)) {
        held.add(coverage);
        counted.addAll(coverage.cells());
      }
    }
    return held;
  }

  private Coverage coverage(int resolution) {
    Set<Cell> cells = new HashSet<>();
    List<Operation> absent = new ArrayList<>();
    for (Operation operation : space.operations(task(), resolution)) {
      cell(operation, resolution).ifPresentOrElse(cells::add, () -> absent.add(operation));
    }
    return new Coverage(resolution, cells, absent);
  }

  private Task task() {
    boolean grey = hasChannels(1) && !hasChannels(3);
    return Task.of(space, 1_000, grey ? 1 : 3);
  }

  private boolean hasChannels(int channels) {
    return present.keySet().stream().anyMatch(op -> op.input().channels() == channels);
  }

  /** The classifier is interpolated between numbers of classes: any will do. */
  private Optional<Cell> cell(Operation operation, int resolution) {
    if (operation.givesScores()) {
      return present.keySet().stream()
          .filter(other -> other.givesScores() && other.input().equals(operation.input()))
          .flatMap(other -> exactCell(other, resolution).stream())
          .findFirst();
    }
    return exactCell(operation, resolution);
  }

  private Optional<Cell> exactCell(Operation operation, int resolution) {
    Set<OptionalInt> at = present.getOrDefault(operation, Set.of());
    return Stream.of(OptionalInt.of(resolution), OptionalInt.empty())
        .filter(at::contains)
        .map(where -> new Cell(operation, where))
        .findFirst();
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
