package io.edgenas.profiler.command.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file that people, their spreadsheets or their harnesses made, read row by row. Columns are
 * separated by commas, or by semicolons or tabs where the header shows it; comments begin with
 * {@code #}.
 */
final class CsvFile implements Closeable {
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  /** What a spreadsheet writes before the header to say how columns are separated. */
  private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=(.)\"?");

  private static final Pattern OPEN_QUOTE =
      Pattern.compile(".*\\(startline ([0-9]+)\\) EOF reached before encapsulated.*");

  private final String source;
  private final LineReader lines;
  private final char separator;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  private CsvFile(String source, LineReader lines, char separator) throws IOException {
    this.source = source;
    this.lines = lines;
    this.separator = separator;
    this.parser =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator)
            .setHeader()
            .setSkipHeaderRecord(true)
            .setAllowMissingColumnNames(true)
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get()
            .parse(lines);
    this.records = parser.iterator();
    lines.recordRead();
  }

  /**
   * Reads the header.
   *
   * @param source what messages call the file
   * @param lines is closed with this file
   * @param known whether these are the columns of such a file: tells how columns are separated
   * @throws BadInputException naming the file if it is empty or no CSV
   */
  static CsvFile open(String source, LineReader lines, Predicate<List<String>> known) {
    try {
      return new CsvFile(source, lines, separator(lines, known));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw malformed(source, e);
    }
  }

  private static char separator(LineReader lines, Predicate<List<String>> known)
      throws IOException {
    String header = lines.peek();
    Matcher stated = SEPARATOR_LINE.matcher(header);
    if (stated.matches()) {
      lines.skip();
      return stated.group(1).charAt(0);
    }
    while (!header.isEmpty() && header.charAt(0) == '#') {
      lines.skip();
      header = lines.peek();
    }
    for (char separator : SEPARATORS) {
      List<String> cells =
          Arrays.stream(header.split(Pattern.quote("" + separator), -1))
              .map(cell -> cell.strip().replaceAll("^\"(.*)\"$", "$1"))
              .toList();
      if (known.test(cells)) {
        return separator;
      }
    }
    return SEPARATORS.get(0);
  }

  /** The header. */
  List<String> columns() {
    return parser.getHeaderNames();
  }

  /**
   * Whether numbers may have decimal commas: spreadsheets separate columns by semicolons exactly
   * where commas stand in numbers.
   */
  boolean decimalCommas() {
    return separator == ';';
  }

  /** Makes sure that a column of the header stands there once. */
  void requireOnce(String column) {
    if (Collections.frequency(columns(), column) > 1) {
      throw BadInputException.of(
          headerWhere(), "column " + column + " stands there twice: keep one");
    }
  }

  /**
   * The next row; empty at the end.
   *
   * @throws BadInputException naming file and line if it has more or fewer cells than the header
   */
  Optional<CSVRecord> next() {
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      CSVRecord row = records.next();
      lines.recordRead();
      if (!row.isConsistent()) {
        throw BadInputException.of(
            where(),
            "the row has "
                + row.size()
                + " cells, the header "
                + columns().size()
                + ": is it cut off, or a comma too many?");
      }
      return Optional.of(row);
    } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
      throw malformed(source, e);
    }
  }

  /** File and line of the header. */
  String headerWhere() {
    return source + ":1";
  }

  /** File and line of the row that was read last. */
  String where() {
    return source + ":" + parser.getCurrentLineNumber();
  }

  private static BadInputException malformed(String source, Exception e) {
    String why = "" + e.getMessage();
    Matcher open = OPEN_QUOTE.matcher(why);
    return open.matches()
        ? BadInputException.of(
            source + ":" + open.group(1), "a quote begins here and never ends: close it", e)
        : new BadInputException(
            source
                + " cannot be read as CSV: "
                + Check.shown(why.replaceFirst("^.*Exception: ", "")),
            e);
  }

  @Override
  public void close() throws IOException {
    parser.close();
    lines.close();
  }
}
