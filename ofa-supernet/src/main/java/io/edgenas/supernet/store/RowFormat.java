package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import java.util.List;

/** How one kind of row stands in a CSV file. */
interface RowFormat<T> {
  /** Names of the columns. */
  List<String> columns();

  /** One text per column, none with a line break. */
  List<String> write(T row);

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws BadInputException if a field is malformed or out of range
   */
  T read(List<String> fields);
}
