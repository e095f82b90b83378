package io.edgenas.latency.foreign;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.latency.foreign.ForeignKey.Part;
import io.edgenas.operation.Operation;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.OperationMeasurement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One file of a foreign table, read strictly.
 *
 * @param source what messages call it
 * @param rows what belongs to the space, in file order, each with its latency
 * @param resolution of the networks that its rows hold for; empty: of all
 * @param leftOut number of rows whose operation no network of the space has
 */
record ForeignFile(
    String source,
    ForeignDialect dialect,
    Map<Operation, LatencyStatistics> rows,
    OptionalInt resolution,
    int leftOut) {

  /**
   * Reads a file.
   *
   * @throws BadInputException naming file and line of what is malformed, negative, zero, of two
   *     dialects or there twice; or if it has no first convolution of the space
   */
  static ForeignFile read(Document document, ForeignOperations operations) {
    ForeignDialect dialect = ForeignDialect.of(document);
    Map<Operation, LatencyStatistics> rows = new LinkedHashMap<>();
    Map<Operation, Integer> lines = new HashMap<>();
    Set<Integer> stems = new HashSet<>();
    int leftOut = 0;
    for (Map.Entry<String, Document> entry : document.object().entrySet()) {
      Document value = entry.getValue();
      ForeignKey key = value.make(() -> dialect.parse(entry.getKey()));
      Optional<Operation> operation = value.make(() -> operations.of(key));
      LatencyStatistics latency = ForeignRow.latency(value, dialect);
      if (operation.isEmpty()) {
        leftOut++;
        continue;
      }
      if (key.part() == Part.STEM) {
        stems.add(key.input().height());
      }
      Integer before = lines.put(operation.get(), value.line());
      if (before != null) {
        throw value.error("is the same operation as the row of line " + before + ": keep one");
      }
      rows.put(operation.get(), latency);
    }
    requireStems(document, dialect, stems.size(), operations.spaceName());
    return new ForeignFile(
        document.source(),
        dialect,
        rows,
        dialect.oneResolution() ? OptionalInt.of(stems.iterator().next()) : OptionalInt.empty(),
        leftOut);
  }

  private static void requireStems(
      Document document, ForeignDialect dialect, int stems, String space) {
    if (stems == 0) {
      throw document.error(
          "has no row of the first convolution of space "
              + space
              + ": is it the table of another space, or cut off?");
    }
    if (dialect.oneResolution() && stems > 1) {
      throw document.error(
          "has "
              + stems
              + " rows of the first convolution: a file of the dialect "
              + dialect.text()
              + " holds one resolution, split it");
    }
  }

  /** The rows as those of a profile. */
  List<OperationMeasurement> measurements() {
    return rows.entrySet().stream()
        .map(
            row ->
                new OperationMeasurement(
                    row.getKey(), resolution, row.getValue(), Optional.empty()))
        .toList();
  }
}
