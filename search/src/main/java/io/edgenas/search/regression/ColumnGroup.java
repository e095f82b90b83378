package io.edgenas.search.regression;

/**
 * Neighbouring columns that are of one kind and share their scale, for example all one-hot columns.
 *
 * @param from the first column
 * @param to the column after the last; at least one column
 * @param standardised whether each column is brought to a deviation of 1; otherwise columns keep
 *     their proportions, as one-hot columns should
 */
public record ColumnGroup(int from, int to, boolean standardised) {
  public ColumnGroup {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("no columns: " + from + " to " + to);
    }
  }
}
