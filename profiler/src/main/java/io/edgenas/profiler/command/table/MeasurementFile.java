package io.edgenas.profiler.command.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.Sha256;
import io.edgenas.base.statistics.Quantiles;
import io.edgenas.network.Arch;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.space.SearchSpace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/**
 * Subnets and their latencies as any harness measured them: a CSV file with the architectures as in
 * {@link ArchFile}, a column {@code latency_ms}, {@code latency_us} or {@code latency_s}, and where
 * known {@code repeat_ms} (a second, independent measurement), {@code p90_ms} and {@code runs}.
 * Rows of one architecture are independent measurements of it. Rows without a latency are still to
 * be filled in and are skipped.
 *
 * @param networks each subnet once
 * @param empty number of rows without a latency
 * @param unit that the latencies were read in
 * @param sha256 of the very bytes that were read
 * @param notes what was assumed to read them, for people
 */
public record MeasurementFile(
    List<Measured> networks, int empty, TimeUnitName unit, String sha256, List<String> notes) {
  private static final long MAX_BYTES = 128L << 20;
  private static final int MAX_RUNS = 1_000_000_000;

  /** More subnets than anybody measures; the fit's time grows with their number. */
  private static final int MAX_SUBNETS = 10_000;

  /**
   * One subnet.
   *
   * @param repeatUs the other half of its measurements; empty if it was measured once
   */
  public record Measured(Arch arch, LatencyStatistics latency, OptionalDouble repeatUs) {}

  private record Row(Arch arch, List<Double> latenciesUs, OptionalDouble p90Us, long runs) {}

  /**
   * Reads a file.
   *
   * @param stated the unit of the latencies, whatever the columns say; empty: that of the columns
   * @throws BadInputException naming file and line of what cannot be read
   */
  public static MeasurementFile read(Path file, SearchSpace space, Optional<TimeUnitName> stated) {
    byte[] bytes = InputFile.bytes(file, MAX_BYTES);
    List<LatencyColumns> columns = new ArrayList<>();
    Set<Arch> subnets = new HashSet<>();
    List<Row> rows;
    try (LineReader lines = LineReader.of(new ByteArrayInputStream(bytes), file.toString())) {
      rows =
          ArchFile.read(
              lines,
              file,
              space,
              csv -> {
                LatencyColumns found = new LatencyColumns(csv, stated);
                columns.add(found);
                return (arch, row) -> {
                  requireFew(subnets, arch);
                  return row(arch, row, found);
                };
              });
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
    Map<Arch, List<Row>> byArch = new LinkedHashMap<>();
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
    LatencyColumns read = columns.get(0);
    return new MeasurementFile(networks, empty, read.unit(), Sha256.of(bytes), read.notes());
  }

  private static void requireFew(Set<Arch> subnets, Arch arch) {
    if (subnets.add(arch) && subnets.size() > MAX_SUBNETS) {
      throw new BadInputException(
          "more than " + MAX_SUBNETS + " different subnets: so many are not read, and 60 do well");
    }
  }

  private static Row row(Arch arch, CSVRecord record, LatencyColumns columns) {
    OptionalDouble latency = columns.latencyUs(record);
    OptionalDouble repeat = columns.us(record, "repeat_");
    if (latency.isEmpty() && repeat.isPresent()) {
      throw new BadInputException("repeat_ms is given without latency_ms: fill in both");
    }
    List<Double> latenciesUs = new ArrayList<>();
    latency.ifPresent(latenciesUs::add);
    repeat.ifPresent(latenciesUs::add);
    OptionalDouble p90 = columns.us(record, "p90_");
    if (latency.isPresent() && p90.isPresent() && p90.getAsDouble() < latency.getAsDouble()) {
      throw new BadInputException("p90_ms is below latency_ms: are columns swapped?");
    }
    String runs = LatencyColumns.cell(record, "runs");
    return new Row(arch, latenciesUs, p90, runs.isEmpty() ? latenciesUs.size() : runs(runs));
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
  private static Measured measured(Arch arch, List<Row> rows) {
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
    return Quantiles.median(values.stream().mapToDouble(value -> value).toArray());
  }
}
