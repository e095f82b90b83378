package io.edgenas.latency.lint;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.latency.foreign.ForeignDialect;
import io.edgenas.latency.foreign.ForeignKey;
import io.edgenas.latency.foreign.ForeignKey.Part;
import io.edgenas.latency.foreign.ForeignOperations;
import io.edgenas.latency.lint.Finding.Kind;
import io.edgenas.latency.lint.Finding.Severity;
import io.edgenas.operation.Operation;
import io.edgenas.space.mbconv.MbConvFamily;
import io.edgenas.space.mbconv.MbConvSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reads foreign tables for lint: a row that the importer would refuse is a finding. */
final class ForeignLintReader {
  /** A space is meant when at least this share of a table's rows are operations of it. */
  private static final double MIN_SHARE = 0.25;

  private static final double US_PER_MS = 1e3;

  private final List<Finding> findings = new ArrayList<>();
  private final List<LintRow> rows = new ArrayList<>();
  private boolean withPool;

  /** A row whose key could be taken apart. */
  private record Parsed(ForeignDialect dialect, String text, ForeignKey key, Document value) {}

  private ForeignLintReader() {}

  /**
   * Reads the files of one device.
   *
   * @param given the space whose operations they hold; empty: the built-in ones that fit
   * @throws BadInputException if a file cannot be read at all, or no space fits
   */
  static LintTable read(List<Path> files, Optional<MbConvSpace> given) {
    ForeignLintReader reader = new ForeignLintReader();
    Map<Document, List<Parsed>> parsed = new LinkedHashMap<>();
    for (Path file : files) {
      Document document = ForeignDialect.read(file, Document::readLeniently);
      parsed.put(document, reader.parse(document, ForeignDialect.of(document)));
    }
    Map<MbConvSpace, ForeignOperations> spaces =
        spaces(parsed.values().stream().flatMap(List::stream).toList(), given, files);
    parsed.forEach((document, keys) -> reader.addRows(document, keys, spaces));
    return new LintTable(
        String.join(", ", files.stream().map(Path::toString).toList()),
        List.copyOf(spaces.keySet()),
        reader.rows,
        1,
        reader.withPool,
        reader.findings);
  }

  private List<Parsed> parse(Document document, ForeignDialect dialect) {
    withPool |= dialect.has(Part.POOL);
    List<Parsed> parsed = new ArrayList<>();
    List<Map.Entry<String, Document>> entries = document.entries();
    entries.sort(Comparator.comparingInt(entry -> entry.getValue().line()));
    for (Map.Entry<String, Document> entry : entries) {
      try {
        parsed.add(
            new Parsed(dialect, entry.getKey(), dialect.parse(entry.getKey()), entry.getValue()));
      } catch (BadInputException e) {
        unreadable(entry.getKey(), entry.getValue(), e.getMessage());
      }
    }
    return parsed;
  }

  private static Map<MbConvSpace, ForeignOperations> spaces(
      List<Parsed> keys, Optional<MbConvSpace> given, List<Path> files) {
    Map<MbConvSpace, ForeignOperations> spaces = new LinkedHashMap<>();
    List<MbConvSpace> candidates =
        given
            .map(List::of)
            .orElse(new MbConvFamily().builtIn().stream().map(MbConvSpace::builtIn).toList());
    for (MbConvSpace space : candidates) {
      ForeignOperations operations = new ForeignOperations(space);
      long known = keys.stream().filter(key -> isOf(operations, key.key())).count();
      if (given.isPresent() || known > 0 && known >= MIN_SHARE * keys.size()) {
        spaces.put(space, operations);
      }
    }
    if (spaces.isEmpty()) {
      throw new BadInputException(
          files + " are of none of the built-in spaces: give the space with --space");
    }
    return spaces;
  }

  private static boolean isOf(ForeignOperations operations, ForeignKey key) {
    try {
      return operations.of(key).isPresent();
    } catch (BadInputException e) {
      return false;
    }
  }

  private void addRows(
      Document document, List<Parsed> keys, Map<MbConvSpace, ForeignOperations> spaces) {
    List<Parsed> left = new ArrayList<>();
    List<LintRow> ofFile = new ArrayList<>();
    Set<Integer> stems = new TreeSet<>();
    for (Parsed key : keys) {
      Optional<List<Operation>> operations = operations(key, spaces);
      if (operations.isEmpty()) {
        continue;
      }
      if (operations.get().isEmpty()) {
        left.add(key);
        continue;
      }
      if (key.key().part() == Part.STEM) {
        stems.add(key.key().input().height());
      }
      ofFile.add(row(key, operations.get()));
    }
    OptionalInt resolution = resolution(document, stems);
    ofFile.forEach(row -> rows.add(at(row, resolution)));
    if (!left.isEmpty()) {
      findings.add(
          new Finding(
              Kind.OTHER_SPACE,
              Severity.WARNING,
              left.get(0).text(),
              document.source(),
              left.get(0).value().line(),
              left.size() + " rows",
              "operations of " + spaces.keySet().stream().map(MbConvSpace::name).toList(),
              "an import leaves them out; lint them with their own space in --space"));
    }
  }

  /** Returns what a key means; empty where it contradicts itself, which is a finding. */
  private Optional<List<Operation>> operations(
      Parsed key, Map<MbConvSpace, ForeignOperations> spaces) {
    try {
      return Optional.of(
          spaces.values().stream()
              .flatMap(operations -> operations.of(key.key()).stream())
              .distinct()
              .toList());
    } catch (BadInputException e) {
      unreadable(key.text(), key.value(), e.getMessage());
      return Optional.empty();
    }
  }

  private OptionalInt resolution(Document document, Set<Integer> stems) {
    if (!ForeignDialect.of(document).oneResolution()) {
      return OptionalInt.empty();
    }
    if (stems.size() != 1) {
      findings.add(
          new Finding(
              stems.isEmpty() ? Kind.MISSING : Kind.UNREADABLE,
              Severity.ERROR,
              "Conv",
              document.source(),
              0,
              stems.isEmpty() ? "no row" : "rows of the resolutions " + stems,
              "one row of the first convolution, which tells the file's resolution",
              stems.isEmpty() ? "measure it" : "split the file"));
    }
    return stems.size() == 1 ? OptionalInt.of(stems.iterator().next()) : OptionalInt.empty();
  }

  private LintRow row(Parsed key, List<Operation> operations) {
    double ms = Double.NaN;
    OptionalDouble relativeSd = OptionalDouble.empty();
    OptionalDouble relativeError = OptionalDouble.empty();
    try {
      Document value = key.dialect().requireStatistics(key.value());
      Optional<Document> mean = value.optional("mean");
      ms = mean.map(Document::anyNumber).orElse(OptionalDouble.empty()).orElse(Double.NaN);
      RowValues.check(
          key.text(),
          document(mean.orElse(value)),
          mean.isEmpty() ? "no mean" : mean.get().anyNumber().isEmpty() ? "a text" : ms + " ms",
          ms * US_PER_MS,
          findings);
      OptionalDouble sd = sdMs(value);
      if (sd.isPresent() && ms > 0) {
        relativeSd = OptionalDouble.of(sd.getAsDouble() / ms);
        int count = value.optional("count").map(n -> n.integer(1, 1_000_000_000)).orElse(1);
        if (count > 2) {
          relativeError = OptionalDouble.of(1.96 * relativeSd.getAsDouble() / Math.sqrt(count));
        }
      }
    } catch (BadInputException e) {
      unreadable(key.text(), key.value(), e.getMessage());
    }
    return new LintRow(
        key.text(),
        key.value().source(),
        key.value().line(),
        operations,
        OptionalInt.empty(),
        ms,
        US_PER_MS,
        relativeSd,
        relativeError);
  }

  private static RowValues.Place document(Document value) {
    return new RowValues.Place(value.source(), value.line());
  }

  private static OptionalDouble sdMs(Document value) {
    Optional<Double> sd = value.optional("std").map(std -> std.number(0, 1e9));
    return sd.or(() -> value.optional("var").map(v -> Math.sqrt(v.number(0, 1e18))))
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  private static LintRow at(LintRow row, OptionalInt resolution) {
    return new LintRow(
        row.key(),
        row.source(),
        row.line(),
        row.operations(),
        resolution,
        row.value(),
        row.unitUs(),
        row.relativeSd(),
        row.relativeError());
  }

  private void unreadable(String key, Document value, String why) {
    RowValues.unreadable(key, document(value), why, findings);
  }
}
