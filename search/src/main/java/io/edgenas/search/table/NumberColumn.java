package io.edgenas.search.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.table.CsvTable;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A column of a table as numbers of 0 and more. */
final class NumberColumn {
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{0,24})?([eE][-+]?[0-9]{1,3})?");

  /** How tables write that a value is not known. */
  private static final Set<String> UNKNOWN = Set.of("", "nan", "na", "n/a", "null", "none");

  private NumberColumn() {}

  /**
   * The numbers of a column, one per row.
   *
   * @return NaN where a cell is empty or says that nothing is known
   * @throws BadInputException naming the line of what is no number of 0 and more
   */
  static double[] of(CsvTable table, int column) {
    double[] values = new double[table.rows().size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = number(table, column, row);
    }
    return values;
  }

  private static double number(CsvTable table, int column, int row) {
    String text = table.rows().get(row).get(column).strip();
    if (UNKNOWN.contains(text.toLowerCase(Locale.ROOT))) {
      return Double.NaN;
    }
    double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : -1;
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw BadInputException.of(
          table.place(row),
          "column "
              + Check.shown(table.columns().get(column))
              + " has '"
              + Check.shown(text)
              + "': give a number of 0 and more, or nothing where it is not known");
    }
    return value;
  }
}
