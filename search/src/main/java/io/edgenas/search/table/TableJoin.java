package io.edgenas.search.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.table.CsvTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins tables that tell different things of the same architectures. */
final class TableJoin {
  private TableJoin() {}

  /**
   * The first table with the further columns of the second: a row gets those of the row that has
   * the same in all columns that both tables have. Where there is none the cells stay empty; what
   * only the second table has is passed over.
   *
   * @throws BadInputException if no column is shared, none is new, or two rows of the second table
   *     have the same in the shared columns
   */
  static CsvTable join(CsvTable first, CsvTable second) {
    List<String> shared = new ArrayList<>(first.columns());
    shared.retainAll(second.columns());
    List<String> added = new ArrayList<>(second.columns());
    added.removeAll(shared);
    if (shared.isEmpty() || added.isEmpty()) {
      throw BadInputException.naming(
          second.source(),
          shared.isEmpty()
              ? second.source()
                  + " has no column of "
                  + first.source()
                  + ": give tables that share a column, such as the number of the architecture"
              : second.source()
                  + " has no column that "
                  + first.source()
                  + " has not: rows of one table belong in one file");
    }
    Map<List<String>, List<String>> known = new HashMap<>();
    List<List<String>> keys = cells(second, shared);
    List<List<String>> more = cells(second, added);
    for (int row = 0; row < keys.size(); row++) {
      if (known.put(keys.get(row), more.get(row)) != null) {
        throw BadInputException.of(
            second.place(row),
            Check.shown(String.join(",", shared) + " " + String.join(",", keys.get(row)))
                + " stands in the file already: a table that is joined has one row for each");
      }
    }
    List<String> columns = new ArrayList<>(first.columns());
    columns.addAll(added);
    List<String> nothing = Collections.nCopies(added.size(), "");
    List<List<String>> own = cells(first, shared);
    List<List<String>> rows = new ArrayList<>(own.size());
    for (int row = 0; row < own.size(); row++) {
      List<String> cells = new ArrayList<>(first.rows().get(row));
      cells.addAll(known.getOrDefault(own.get(row), nothing));
      rows.add(cells);
    }
    return new CsvTable(first.source(), columns, rows);
  }

  private static List<List<String>> cells(CsvTable table, List<String> names) {
    List<Integer> columns = names.stream().map(table::column).toList();
    return table.rows().stream().map(row -> columns.stream().map(row::get).toList()).toList();
  }
}
