package io.edgenas.base.table;

import java.util.List;
import java.util.Optional;

/** Says how one kind of row stands in a CSV file. */
public interface RowFormat<T> {
  /** Name of the file in its folder. */
  String fileName();

  /** The header, in order. */
  List<String> columns();

  /** The cells of a row; none has a comma, quote or line break. */
  List<String> cells(T value);

  /** The value of a row. */
  T parse(Row row);

  /** What may stand in a file only once; empty where rows may repeat. */
  Optional<String> key(T value);
}
