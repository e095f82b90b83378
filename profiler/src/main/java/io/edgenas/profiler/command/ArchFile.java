package io.edgenas.profiler.command;

import io.edgenas.input.BadInputException;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.OfaVectors;
import io.edgenas.space.SearchSpace;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Architectures in a CSV file: a column {@code arch} with the text form, or once-for-all's vectors
 * in columns {@code ks,e,d,r}. Other columns are ignored, so any table with such columns will do.
 */
public final class ArchFile {
  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_ROWS = 1_000_000;
  private static final List<String> VECTORS = List.of("ks", "e", "d", "r");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setCommentMarker('#')
          .setIgnoreEmptyLines(true)
          .get();

  private ArchFile() {}

  /**
   * Reads every row.
   *
   * @throws BadInputException naming file and line if a row is not an architecture of the space
   */
  public static List<ArchSpec> read(Path file, SearchSpace space) {
    return read(file, space, List.of(), (arch, row) -> arch);
  }

  /**
   * Reads every row with what stands beside the architecture.
   *
   * @param columns further columns that the file must have
   * @param make what a row gives; what it refuses is refused naming file and line
   */
  static <T> List<T> read(
      Path file, SearchSpace space, List<String> columns, BiFunction<ArchSpec, CSVRecord, T> make) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new BadInputException(
            file + " has " + Files.size(file) + " bytes: at most " + MAX_BYTES + " are read");
      }
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
          CSVParser rows = FORMAT.parse(reader)) {
        return read(rows, file, space, columns, make);
      }
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + " does not exist: check the path", e);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new BadInputException(file + " cannot be read as CSV: " + e.getMessage(), e);
    }
  }

  private static <T> List<T> read(
      CSVParser rows,
      Path file,
      SearchSpace space,
      List<String> further,
      BiFunction<ArchSpec, CSVRecord, T> make) {
    List<String> columns = rows.getHeaderNames();
    boolean text = columns.contains("arch");
    if (!text && !columns.containsAll(VECTORS)) {
      throw new BadInputException(
          file + ":1: columns are " + columns + ": a column arch is needed, or ks, e, d and r");
    }
    for (String column : further) {
      if (!columns.contains(column)) {
        throw new BadInputException(
            file + ":1: columns are " + columns + ": a column " + column + " is needed");
      }
    }
    List<T> made = new ArrayList<>();
    for (CSVRecord row : rows) {
      if (made.size() == MAX_ROWS) {
        throw new BadInputException(file + " has more than " + MAX_ROWS + " rows: split it");
      }
      try {
        made.add(make.apply(arch(row, text, space), row));
      } catch (BadInputException e) {
        throw new BadInputException(
            file + ":" + rows.getCurrentLineNumber() + ": " + e.getMessage(), e);
      }
    }
    if (made.isEmpty()) {
      throw new BadInputException(file + " has no row below its header");
    }
    return made;
  }

  private static ArchSpec arch(CSVRecord row, boolean text, SearchSpace space) {
    if (!row.isConsistent()) {
      throw new BadInputException(
          "the row has " + row.size() + " fields, the header more or fewer: is it cut off?");
    }
    return text
        ? space.check(ArchSpec.parse(row.get("arch")))
        : OfaVectors.parse(row.get("ks"), row.get("e"), row.get("d"), row.get("r")).toArch(space);
  }
}
