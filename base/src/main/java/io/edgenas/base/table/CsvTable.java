package io.edgenas.base.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.GzipInput;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.input.Utf8;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file (RFC 4180) whose columns are its maker's choice, as texts: a header of distinct names,
 * then rows of as many cells. Cells may be quoted, but hold no line break. {@link Table} reads
 * files whose columns are known.
 *
 * @param source what messages call the file
 * @param columns the header, in order
 * @param rows the cells, in order; row 0 stands in line 2
 */
public record CsvTable(String source, List<String> columns, List<List<String>> rows) {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MAX_ROWS = 1_000_000;
  private static final int MAX_COLUMNS = 1_000;
  private static final int MAX_LINE = 65_536;
  private static final String PACKED = ".gz";

  public CsvTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * Reads a file of at most 64 MiB, 1,000 columns and a million rows; one whose name ends in {@code
   * .gz} is unpacked, and has to keep these limits packed and unpacked.
   *
   * @throws BadInputException naming file and line of what cannot be read
   */
  public static CsvTable read(Path file) {
    return parse(
        file.toString().endsWith(PACKED) ? unpacked(file) : InputFile.bytes(file, MAX_BYTES),
        file.toString());
  }

  private static byte[] unpacked(Path file) {
    try (InputStream in = new GzipInput(InputFile.open(file, MAX_BYTES))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      InputFile.requireAtMost(file + " unpacked", bytes.length, MAX_BYTES);
      return bytes;
    } catch (EOFException e) {
      throw BadInputException.naming(file.toString(), file + " is cut off: fetch it again", e);
    } catch (ZipException e) {
      throw BadInputException.naming(
          file.toString(),
          file + " is damaged or not gzipped (" + e.getMessage() + "): fetch it again",
          e);
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
  }

  /**
   * Reads the content of a file.
   *
   * @param source what messages call it
   * @throws BadInputException as {@link #read}
   */
  public static CsvTable parse(byte[] bytes, String source) {
    String text = Utf8.decode(bytes, source);
    requireShortLines(text, source);
    CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
    List<String> columns = List.of();
    List<List<String>> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord record : parser) {
        List<String> cells = List.of(record.values());
        String place = source + ":" + record.getRecordNumber();
        requireOneLine(cells, place);
        if (record.getRecordNumber() == 1) {
          columns = header(cells, place);
        } else {
          rows.add(row(cells, columns.size(), place));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw BadInputException.of(
          source + ":" + (rows.size() + 2), "malformed: " + Check.shown("" + e.getMessage()), e);
    }
    if (rows.isEmpty()) {
      throw BadInputException.of(
          source + ":1", "there is no row below the header: give a line of names, then the rows");
    }
    return new CsvTable(source, columns, rows);
  }

  private static void requireShortLines(String text, String source) {
    int lines = 0;
    for (int start = 0; start < text.length(); lines++) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      if (end - start > MAX_LINE) {
        throw BadInputException.of(
            source + ":" + (lines + 1), "the line is longer than " + MAX_LINE + " characters");
      }
      if (lines > MAX_ROWS) {
        throw BadInputException.of(source + ":1", "more than " + MAX_ROWS + " rows: keep fewer");
      }
      start = end + 1;
    }
  }

  private static void requireOneLine(List<String> cells, String place) {
    for (String cell : cells) {
      if (cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0) {
        throw BadInputException.of(
            place,
            "'"
                + Check.shown(cell)
                + "' has a line break in it: a row stands in one line, ended"
                + " by a line feed");
      }
    }
  }

  private static List<String> header(List<String> names, String place) {
    if (names.size() > MAX_COLUMNS) {
      throw BadInputException.of(
          place, "has " + names.size() + " columns: at most " + MAX_COLUMNS + " are read");
    }
    Set<String> known = new HashSet<>();
    for (String name : names) {
      if (name.isBlank()) {
        throw BadInputException.of(
            place, "column " + (known.size() + 1) + " has no name: give each column one");
      }
      if (!known.add(name)) {
        throw BadInputException.of(
            place, "column " + Check.shown(name) + " stands there twice: rename or remove one");
      }
    }
    return names;
  }

  private static List<String> row(List<String> cells, int columns, String place) {
    if (cells.size() != columns) {
      throw BadInputException.of(
          place,
          "has "
              + cells.size()
              + " cells, and the header "
              + columns
              + ": repair or remove the"
              + " line");
    }
    return cells;
  }

  /**
   * The place of a column.
   *
   * @throws BadInputException if there is none of that name
   */
  public int column(String name) {
    int column = columns.indexOf(name);
    if (column < 0) {
      throw BadInputException.of(
          source + ":1",
          "there is no column '"
              + Check.shown(name)
              + "'"
              + Check.didYouMean(name, columns)
              + ": it has "
              + Check.shown(String.join(", ", columns)));
    }
    return column;
  }

  /** Where a row stands, for messages. */
  public String place(int row) {
    return source + ":" + (row + 2);
  }
}
