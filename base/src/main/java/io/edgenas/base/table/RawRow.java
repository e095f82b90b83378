package io.edgenas.base.table;

import java.util.List;
import java.util.Optional;

/**
 * A row of a CSV file as it stands there, with or without defects.
 *
 * @param source what messages call the file
 * @param line from 1
 * @param columns the file's header
 * @param cells as many as {@code columns}, unless the row is defective
 * @param refusal why a strict reader refuses the row; empty if it accepts it
 */
public record RawRow(
    String source, long line, List<String> columns, List<String> cells, Optional<String> refusal) {
  public RawRow {
    columns = List.copyOf(columns);
    cells = List.copyOf(cells);
  }

  /** The text of a column; empty if the row does not have as many cells as columns. */
  public Optional<String> cell(String column) {
    int index = columns.indexOf(column);
    return index >= 0 && cells.size() == columns.size()
        ? Optional.of(cells.get(index))
        : Optional.empty();
  }
}
