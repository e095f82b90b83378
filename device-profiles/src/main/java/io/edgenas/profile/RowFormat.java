package io.edgenas.profile;

import java.util.List;

/** How one kind of measurement stands in a CSV file. */
interface RowFormat<T> {
  /** Name of the file in the profile's folder. */
  String fileName();

  /** The header, in order. */
  List<String> columns();

  /** The cells of a row; none has a comma, quote or line break. */
  List<String> cells(T measurement);

  /** The measurement of a row. */
  T parse(Row row);

  /** What may stand in a file only once. */
  String key(T measurement);
}
