package io.edgenas.search.table;

import java.util.List;

/**
 * What the columns of a table are. Columns that are not named here do not count.
 *
 * @param decisions what was chosen, in the order of the space's decisions; empty for all columns
 *     whose names begin with {@value #DECISION}, in the order of the table
 * @param accuracy shares of 0 to 1 or percentages; empty for the column {@value #ACCURACY}
 * @param levels what several columns of accuracy are
 * @param costs names of columns that are known of an architecture before it is evaluated, such as
 *     parameters or latency
 * @param twins what to do where several rows decide the same
 */
public record TableLayout(
    List<ColumnPattern> decisions,
    List<ColumnPattern> accuracy,
    ColumnLevels levels,
    List<String> costs,
    Twins twins) {
  /** How the columns of decisions begin where nobody says which they are. */
  public static final String DECISION = "decision.";

  /** The column of accuracy where nobody says which it is. */
  public static final String ACCURACY = "accuracy";

  /** What several rows of one architecture are. */
  public enum Twins {
    /** A mistake: perhaps a column of decisions is missing. */
    REFUSED,
    /** Repeated measurements, of which the mean counts. */
    AVERAGED
  }

  public TableLayout {
    decisions = List.copyOf(decisions);
    accuracy = List.copyOf(accuracy);
    costs = costs.stream().distinct().toList();
  }

  /** A layout without levels: of several columns of accuracy the mean counts. */
  public TableLayout(
      List<ColumnPattern> decisions,
      List<ColumnPattern> accuracy,
      List<String> costs,
      Twins twins) {
    this(decisions, accuracy, ColumnLevels.MEAN, costs, twins);
  }

  /** The layout of a table that names its columns as EdgeNAS proposes. */
  public static TableLayout byNames(List<String> costs) {
    return new TableLayout(List.of(), List.of(), costs, Twins.REFUSED);
  }
}
