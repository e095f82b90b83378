package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.InputFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** CSV files that grow row by row: a last line without its line break was never finished. */
final class CsvRows {
  /** Largest file read, in bytes. */
  static final int MAX_BYTES = 64 << 20;

  static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  private CsvRows() {}

  /** One line of the file, with its line break. */
  static String line(List<String> fields) {
    return FORMAT.format(fields.toArray()) + "\n";
  }

  /** Length of the part that consists of whole lines. */
  static int wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /**
   * All finished rows of a file.
   *
   * @throws BadInputException naming file, line, column, value and what is allowed
   */
  static <T> List<T> read(Path file, RowFormat<T> format) {
    byte[] bytes = InputFile.bytes(file, MAX_BYTES);
    String text = new String(bytes, 0, wholeLines(bytes), StandardCharsets.UTF_8);
    List<T> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
      boolean header = true;
      for (CSVRecord record : parser) {
        if (header) {
          requireHeader(file, record.toList(), format);
          header = false;
        } else {
          rows.add(row(file, parser.getCurrentLineNumber(), record, format));
        }
      }
      if (header) {
        requireHeader(file, List.of(), format);
      }
    } catch (CSVException e) {
      throw new BadInputException(file + " is malformed: " + Check.shown(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new BadInputException(file + " is malformed: " + Check.shown("" + e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
    return rows;
  }

  private static void requireHeader(Path file, List<String> found, RowFormat<?> format) {
    if (!found.equals(format.columns())) {
      throw BadInputException.of(
          file + ":1",
          "columns "
              + Check.shown(found.toString())
              + " are not allowed: they must be "
              + format.columns());
    }
  }

  private static <T> T row(Path file, long line, CSVRecord record, RowFormat<T> format) {
    if (record.size() != format.columns().size()) {
      throw BadInputException.of(
          file + ":" + line,
          record.size()
              + " fields, not "
              + format.columns().size()
              + ": remove the line or restore the file");
    }
    try {
      return format.read(record.toList());
    } catch (BadInputException e) {
      throw e.at(file + ":" + line);
    }
  }
}
