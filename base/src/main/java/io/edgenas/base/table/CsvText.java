package io.edgenas.base.table;

import java.util.Collection;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;

/** The text of CSV files that EdgeNAS writes: no quotes, every line ended by a line feed. */
public final class CsvText {
  private static final CSVFormat WRITTEN =
      CSVFormat.DEFAULT.builder().setQuote(null).setRecordSeparator('\n').get();

  private CsvText() {}

  /**
   * One line with its line feed.
   *
   * @param cells texts, numbers and what else has a text; an empty cell for each null
   * @throws IllegalArgumentException if one has a comma, quote or line break, which would need
   *     quotes
   */
  public static String line(Collection<?> cells) {
    Object[] texts = cells.stream().map(cell -> Objects.toString(cell, "")).toArray();
    for (Object text : texts) {
      if (text.toString().chars().anyMatch(letter -> ",\"\r\n".indexOf(letter) >= 0)) {
        throw new IllegalArgumentException("a cell must not need quotes: " + text);
      }
    }
    return WRITTEN.format(texts) + "\n";
  }
}
