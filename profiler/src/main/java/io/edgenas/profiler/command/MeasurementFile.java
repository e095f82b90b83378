package io.edgenas.profiler.command;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.SearchSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVRecord;

/**
 * Subnets and their latencies as any harness measured them: a CSV file with the architectures as in
 * {@link ArchFile}, a column {@code latency_ms}, and where known {@code repeat_ms} (a second,
 * independent measurement), {@code p90_ms} and {@code runs}. Rows of one architecture are
 * independent measurements of it. Rows without a latency are still to be filled in and are skipped.
 */
record MeasurementFile(List<Measured> networks, int empty) {
  /**
   * One subnet.
   *
   * @param repeatUs the other half of its measurements; empty if it was measured once
   */
  record Measured(ArchSpec arch, LatencyStatistics latency, OptionalDouble repeatUs) {}

  private static final int MAX_RUNS = 1_000_000_000;

  private record Row(ArchSpec arch, List<Double> latenciesUs, OptionalDouble p90Us, long runs) {}

  /**
   * Reads a file.
   *
   * @throws BadInputException naming file and line of what cannot be read
   */
  static MeasurementFile read(Path file, SearchSpace space) {
    List<Row> rows = ArchFile.read(file, space, List.of("latency_ms"), MeasurementFile::row);
    Map<ArchSpec, List<Row>> byArch = new LinkedHashMap<>();
    int empty = 0;
    for (Row row : rows) {
      if (row.latenciesUs().isEmpty()) {
        empty++;
      } else {
        byArch.computeIfAbsent(row.arch(), arch -> new ArrayList<>()).add(row);
      }
    }
    List<Measured> networks = new ArrayList<>();
    byArch.forEach((arch, same) -> networks.add(measured(arch, same)));
    return new MeasurementFile(networks, empty);
  }

  private static Row row(ArchSpec arch, CSVRecord record) {
    OptionalDouble latency = us(record, "latency_ms");
    OptionalDouble repeat = us(record, "repeat_ms");
    if (latency.isEmpty() && repeat.isPresent()) {
      throw new BadInputException("repeat_ms is given without latency_ms: fill in both");
    }
    List<Double> latenciesUs = new ArrayList<>();
    latency.ifPresent(latenciesUs::add);
    repeat.ifPresent(latenciesUs::add);
    OptionalDouble p90 = us(record, "p90_ms");
    if (latency.isPresent() && p90.isPresent() && p90.getAsDouble() < latency.getAsDouble()) {
      throw new BadInputException("p90_ms is below latency_ms: are columns swapped?");
    }
    String runs = cell(record, "runs");
    return new Row(arch, latenciesUs, p90, runs.isEmpty() ? latenciesUs.size() : runs(runs));
  }

  private static String cell(CSVRecord record, String column) {
    return record.isMapped(column) ? record.get(column).strip() : "";
  }

  private static OptionalDouble us(CSVRecord record, String column) {
    String text = cell(record, column);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double ms = Double.parseDouble(text);
      Check.range(column, ms, LatencyStatistics.MIN_US / 1e3, LatencyStatistics.MAX_US / 1e3);
      return OptionalDouble.of(1e3 * ms);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "column " + column + " has '" + Check.shown(text) + "': give milliseconds as 12.34", e);
    }
  }

  private static long runs(String text) {
    if (!text.matches("[0-9]{1,10}")) {
      throw new BadInputException(
          "column runs has '" + Check.shown(text) + "': give a whole number");
    }
    long runs = Long.parseLong(text);
    Check.range("runs", runs, 1, MAX_RUNS);
    return runs;
  }

  /** The measurements of a subnet as two independent halves, dealt in turn. */
  private static Measured measured(ArchSpec arch, List<Row> rows) {
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    double p90 = 0;
    long runs = 0;
    int next = 0;
    for (Row row : rows) {
      for (double us : row.latenciesUs()) {
        (next++ % 2 == 0 ? first : second).add(us);
        p90 = Math.max(p90, us);
      }
      p90 = Math.max(p90, row.p90Us().orElse(0));
      runs += row.runs();
    }
    double least =
        rows.stream()
            .flatMap(row -> row.latenciesUs().stream())
            .mapToDouble(us -> us)
            .min()
            .orElseThrow();
    return new Measured(
        arch,
        LatencyStatistics.of(median(first), least, p90, Math.min(runs, MAX_RUNS)),
        second.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(second)));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
