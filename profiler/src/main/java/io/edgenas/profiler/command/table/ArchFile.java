package io.edgenas.profiler.command.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.network.Arch;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.OfaVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.commons.csv.CSVRecord;

/**
 * Architectures in a CSV file: a column {@code arch} with the text form, or once-for-all's vectors
 * in columns {@code ks,e,d,r}. Other columns are ignored, so any table with such columns will do.
 * Or one of once-for-all's published networks, see {@link NetConfigFile}.
 */
public final class ArchFile {
  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_ROWS = 1_000_000;
  private static final List<String> VECTORS = List.of("ks", "e", "d", "r");

  private ArchFile() {}

  /**
   * Reads every row.
   *
   * @throws BadInputException naming file and line if a row is not an architecture of the space
   */
  public static List<Arch> read(Path file, SearchSpace space) {
    try (LineReader lines = LineReader.open(file, MAX_BYTES)) {
      if (isJson(lines)) {
        return List.of(
            NetConfigFile.read(
                file, MbConvSpace.of(space, "a net configuration"), Optional.empty()));
      }
      return read(lines, file, space, columns -> (arch, row) -> arch);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isJson(LineReader lines) throws IOException {
    return lines.peek().startsWith("{");
  }

  /** What a file's columns say about how to read its rows. */
  interface Columns<T> extends Function<CsvFile, BiFunction<Arch, CSVRecord, T>> {}

  /**
   * Reads every row with what stands beside the architecture.
   *
   * @param lines are not closed here
   * @param columns given the header, what makes something of a row; what it refuses is refused
   *     naming file and line
   */
  static <T> List<T> read(LineReader lines, Path file, SearchSpace space, Columns<T> columns)
      throws IOException {
    if (isJson(lines)) {
      throw new BadInputException(file + " is JSON: a CSV file is needed here");
    }
    CsvFile csv = CsvFile.open(file.toString(), lines, ArchFile::known);
    requireArch(csv, file);
    BiFunction<Arch, CSVRecord, T> make = columns.apply(csv);
    boolean text = csv.columns().contains("arch");
    List<T> made = new ArrayList<>();
    for (Optional<CSVRecord> row = csv.next(); row.isPresent(); row = csv.next()) {
      if (made.size() == MAX_ROWS) {
        throw new BadInputException(file + " has more than " + MAX_ROWS + " rows: split it");
      }
      try {
        made.add(make.apply(arch(row.get(), text, space), row.get()));
      } catch (BadInputException e) {
        throw e.at(csv.where());
      }
    }
    if (made.isEmpty()) {
      throw new BadInputException(file + " has no row below its header");
    }
    return made;
  }

  private static boolean known(List<String> columns) {
    return columns.contains("arch") || columns.containsAll(VECTORS);
  }

  private static void requireArch(CsvFile csv, Path file) {
    if (csv.columns().isEmpty()) {
      throw new BadInputException(
          file + " is empty: a header and rows are needed, as `arch --onnx` writes them");
    }
    if (!known(csv.columns())) {
      throw new BadInputException(
          file
              + ":1: columns are "
              + Check.shown(csv.columns().toString())
              + ": a column arch is needed, or ks, e, d and r");
    }
    csv.requireOnce("arch");
    VECTORS.forEach(csv::requireOnce);
  }

  private static Arch arch(CSVRecord row, boolean text, SearchSpace space) {
    return text
        ? space.parse(row.get("arch"))
        : OfaVectors.parse(row.get("ks"), row.get("e"), row.get("d"), row.get("r"))
            .toArch(MbConvSpace.of(space, "an architecture in columns ks, e, d, r"));
  }
}
