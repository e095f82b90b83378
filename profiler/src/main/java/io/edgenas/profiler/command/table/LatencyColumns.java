package io.edgenas.profiler.command.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.profile.LatencyStatistics;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/**
 * The columns of a table that hold latencies: which there are, in which unit, and how their numbers
 * are written. For one file.
 */
final class LatencyColumns {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]{1,15}(\\.[0-9]{0,40})?([eE][-+]?[0-9]{1,3})?");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?[0-9]{1,15},[0-9]{1,40}");
  private static final String LATENCY = "latency_";

  private final CsvFile csv;
  private final Optional<TimeUnitName> stated;
  private final TimeUnitName unit;
  private boolean commas;
  private boolean points;

  /**
   * The columns of a file.
   *
   * @param stated the unit of columns whose names end in {@code _ms}, which is what tables to fill
   *     in have; empty: milliseconds
   * @throws BadInputException if there is not exactly one column of latencies, or its name
   *     contradicts the unit stated
   */
  LatencyColumns(CsvFile csv, Optional<TimeUnitName> stated) {
    this.csv = csv;
    this.stated = stated;
    List<TimeUnitName> found = new ArrayList<>();
    for (TimeUnitName each : TimeUnitName.values()) {
      if (csv.columns().contains(LATENCY + each.text())) {
        csv.requireOnce(LATENCY + each.text());
        found.add(each);
      }
    }
    if (found.size() != 1) {
      throw BadInputException.of(
          csv.headerWhere(),
          "columns are "
              + Check.shown(csv.columns().toString())
              + (found.isEmpty()
                  ? ": a column latency_ms is needed, or latency_us or latency_s"
                  : ": only one of latency_ms, latency_us and latency_s may be there"));
    }
    TimeUnitName named = found.get(0);
    if (stated.isPresent() && named != TimeUnitName.MS && named != stated.get()) {
      throw BadInputException.of(
          csv.headerWhere(),
          "column "
              + LATENCY
              + named.text()
              + " contradicts --unit "
              + stated.get().text()
              + ": rename it, or leave --unit out");
    }
    this.unit = unit(named);
  }

  private TimeUnitName unit(TimeUnitName named) {
    return named == TimeUnitName.MS ? stated.orElse(named) : named;
  }

  /** The unit that latencies are read in. */
  TimeUnitName unit() {
    return unit;
  }

  /** What was assumed to read the file, for people; empty where nothing was. */
  List<String> notes() {
    return commas
        ? List.of("columns are separated by semicolons and numbers have decimal commas: read so")
        : List.of();
  }

  /** The latency of a row; empty if the cell is. */
  OptionalDouble latencyUs(CSVRecord row) {
    return us(row, LATENCY);
  }

  /**
   * A row's value of a column whose name begins like this and ends in a unit; empty if there is no
   * such column or the cell is empty.
   */
  OptionalDouble us(CSVRecord row, String prefix) {
    for (TimeUnitName named : TimeUnitName.values()) {
      String column = prefix + named.text();
      String text = cell(row, column);
      if (!text.isEmpty()) {
        return OptionalDouble.of(us(column, text, unit(named)));
      }
    }
    return OptionalDouble.empty();
  }

  /** The cell without blanks around it; empty if there is no such column. */
  static String cell(CSVRecord row, String column) {
    return row.isMapped(column) ? row.get(column).strip() : "";
  }

  private double us(String column, String text, TimeUnitName in) {
    double value = number(column, text, in);
    Check.range(
        column,
        value,
        rounded(LatencyStatistics.MIN_US / in.us()),
        rounded(LatencyStatistics.MAX_US / in.us()));
    return in.us() * value;
  }

  /** Drops what dividing leaves behind the digits that people should read. */
  private static double rounded(double limit) {
    return new BigDecimal(limit).round(new MathContext(6)).doubleValue();
  }

  private double number(String column, String text, TimeUnitName in) {
    if (text.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    if (csv.decimalCommas() && DECIMAL_COMMA.matcher(text).matches()) {
      commas = true;
      requireOneForm(column, text);
      return Double.parseDouble(text.replace(',', '.'));
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new BadInputException(
          "column "
              + column
              + " has '"
              + Check.shown(text)
              + "': give "
              + in.words()
              + " as 12.34"
              + (DECIMAL_COMMA.matcher(text).matches() ? ", with a decimal point" : ""));
    }
    points |= text.contains(".");
    requireOneForm(column, text);
    return Double.parseDouble(text);
  }

  /**
   * Refuses a second decimal mark: where commas are decimal a point may separate thousands, and the
   * other way round.
   */
  private void requireOneForm(String column, String text) {
    if (commas && points) {
      throw new BadInputException(
          "column "
              + column
              + " has '"
              + Check.shown(text)
              + "', but rows before have the other decimal mark: write all with points");
    }
  }
}
