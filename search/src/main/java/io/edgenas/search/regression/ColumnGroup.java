package io.edgenas.search.regression;

/**
 * Neighbouring columns that are of one kind and share their scale, for example all one-hot columns.
 *
 * @param from the first column
 * @param to the column after the last; at least one column
 * @param standardised whether each column is brought to a deviation of 1; otherwise columns keep
 *     their proportions, as one-hot columns should
 * @param siblings the number of groups, this one included, that one kind of columns was split into:
 *     together they are expected to matter as much as one group
 */
public record ColumnGroup(int from, int to, boolean standardised, int siblings) {
  public ColumnGroup {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("no columns: " + from + " to " + to);
    }
    if (siblings < 1) {
      throw new IllegalArgumentException(siblings + " siblings: a group is one of its own");
    }
  }

  /** A group that is a kind of its own. */
  public ColumnGroup(int from, int to, boolean standardised) {
    this(from, to, standardised, 1);
  }
}
