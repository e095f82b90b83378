package io.edgenas.base.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.input.Utf8;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads and writes strict CSV files: the exact header, no quotes, every line ended by a line feed,
 * every row complete and each key once; sizes are bounded.
 */
public final class Table<T> {
  private static final int MAX_BYTES = 32 << 20;
  private static final int MAX_LINES = 100_000;
  private static final int MAX_LINE = 8_192;

  private final RowFormat<T> format;
  private final int maxBytes;
  private final int maxLines;

  /** Makes the table of one kind of rows: at most 32 MiB and 100,000 lines. */
  public Table(RowFormat<T> format) {
    this(format, MAX_BYTES, MAX_LINES);
  }

  /** Makes the table of one kind of rows with limits of its own. */
  public Table(RowFormat<T> format, int maxBytes, int maxLines) {
    this.format = format;
    this.maxBytes = maxBytes;
    this.maxLines = maxLines;
  }

  /** Largest file that is read, in bytes. */
  public int maxBytes() {
    return maxBytes;
  }

  /** Name of the file in its folder. */
  public String fileName() {
    return format.fileName();
  }

  /** What may stand in the file only once; empty where rows may repeat. */
  public Optional<String> key(T row) {
    return format.key(row);
  }

  /** The header and these rows as the file holds them. */
  public String text(List<T> rows) {
    StringBuilder text = new StringBuilder(CsvText.line(format.columns()));
    rows.forEach(row -> text.append(line(row)));
    return text.toString();
  }

  /** One row with its line feed. */
  public String line(T row) {
    return CsvText.line(format.cells(row));
  }

  /** Whether a writer was killed before the file's header was complete, or wrote nothing yet. */
  boolean onlyBegun(byte[] bytes) {
    String header = CsvText.line(format.columns());
    return bytes.length < header.length()
        && header.startsWith(new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * The rows of a file.
   *
   * @param bytes the file's content
   * @param source what messages call the file
   * @throws BadInputException naming file and line of what cannot be read
   */
  public List<T> read(byte[] bytes, String source) {
    String text = decode(bytes, source);
    int lines = checkLines(text, source);
    if (lines == 0 && text.indexOf('\r') >= 0) {
      throw BadInputException.of(
          source + ":1", "its lines end in carriage returns alone: save it with line feeds");
    }
    if (lines == 0 || !text.endsWith("\n")) {
      throw BadInputException.of(
          source + ":" + (lines + 1),
          "the file ends in the middle of a line: run the profiler again to complete it, or"
              + " restore the file");
    }
    return parsed(text, source, records -> rows(records, source));
  }

  /**
   * The rows of a file as they stand there: only the header and the sizes are checked.
   *
   * @throws BadInputException if it has another header, is not UTF-8 or beyond the limits
   */
  public List<RawRow> readRaw(byte[] bytes, String source) {
    String text = decode(bytes, source);
    checkLines(text, source);
    return parsed(text, source, records -> rawRows(records, source));
  }

  private <R> List<R> parsed(String text, String source, Function<CSVParser, List<R>> rows) {
    CSVFormat.Builder strict =
        CSVFormat.DEFAULT.builder().setQuote(null).setIgnoreEmptyLines(false);
    try (CSVParser parser =
        CSVParser.parse(
            new StringReader(text),
            strict.setHeader(format.columns().toArray(String[]::new)).get())) {
      return rows.apply(parser);
    } catch (IOException | UncheckedIOException e) {
      throw BadInputException.of(source, "malformed: " + Check.shown("" + e.getMessage()), e);
    }
  }

  private List<RawRow> rawRows(CSVParser parser, String source) {
    List<RawRow> rows = new ArrayList<>();
    for (CSVRecord record : parser) {
      if (record.getRecordNumber() == 1) {
        requireHeader(record, source + ":1");
        continue;
      }
      rows.add(
          new RawRow(
              source,
              record.getRecordNumber(),
              format.columns(),
              record.toList(),
              refusal(record)));
    }
    return rows;
  }

  private Optional<String> refusal(CSVRecord record) {
    if (record.size() != format.columns().size()) {
      return Optional.of(columnsRefused(record));
    }
    try {
      format.parse(new Row(record));
      return Optional.empty();
    } catch (BadInputException e) {
      return Optional.of(e.getMessage());
    }
  }

  private String columnsRefused(CSVRecord record) {
    return "has "
        + record.size()
        + " columns instead of "
        + format.columns().size()
        + ": repair or remove the line";
  }

  private List<T> rows(CSVParser parser, String source) {
    List<T> rows = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (CSVRecord record : parser) {
      String where = source + ":" + record.getRecordNumber();
      if (record.getRecordNumber() == 1) {
        requireHeader(record, where);
        continue;
      }
      if (record.size() != format.columns().size()) {
        throw BadInputException.of(where, columnsRefused(record));
      }
      T row = parse(record, where);
      Optional<String> key = format.key(row);
      if (key.isPresent() && !keys.add(key.get())) {
        throw BadInputException.of(where, key.get() + " stands in the file already: keep one row");
      }
      rows.add(row);
    }
    return rows;
  }

  private T parse(CSVRecord record, String where) {
    try {
      return format.parse(new Row(record));
    } catch (BadInputException e) {
      throw e.at(where);
    }
  }

  private void requireHeader(CSVRecord record, String where) {
    if (!record.toList().equals(format.columns())) {
      throw BadInputException.of(
          where,
          "the header is '"
              + Check.shown(String.join(",", record.toList()))
              + "': it must be '"
              + String.join(",", format.columns())
              + "'");
    }
  }

  private String decode(byte[] bytes, String source) {
    InputFile.requireAtMost(source, bytes.length, maxBytes);
    return Utf8.decode(bytes, source);
  }

  /** Number of complete lines; too many or too long ones are refused before anything is parsed. */
  private int checkLines(String text, String source) {
    int lines = 0;
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      if (end - start > MAX_LINE) {
        throw BadInputException.of(
            source + ":" + (lines + 1), "the line is longer than " + MAX_LINE + " characters");
      }
      if (feed >= 0 && ++lines > maxLines) {
        throw BadInputException.of(source, "more than " + maxLines + " lines");
      }
      start = end + 1;
    }
    return lines;
  }
}
