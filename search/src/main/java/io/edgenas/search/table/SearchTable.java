package io.edgenas.search.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.table.CsvTable;
import io.edgenas.network.Arch;
import io.edgenas.search.AccuracyMetric;
import io.edgenas.search.Metric;
import io.edgenas.search.effort.Levels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Architectures with what was measured of each: their accuracy and their costs. Immutable, and so
 * safe for several threads.
 *
 * <p>A row without an accuracy, or without one of the costs, is left out: nothing that is not known
 * can be asked for.
 */
public final class SearchTable {
  private final TableSpace space;
  private final Map<Arch, Integer> rows;
  private final TableAccuracy accuracy;
  private final Map<String, double[]> costs;
  private final int leftOut;
  private final boolean percent;

  private SearchTable(
      TableSpace space,
      Map<Arch, Integer> rows,
      TableAccuracy accuracy,
      Map<String, double[]> costs,
      int leftOut,
      boolean percent) {
    this.space = space;
    this.rows = rows;
    this.accuracy = accuracy;
    this.costs = costs;
    this.leftOut = leftOut;
    this.percent = percent;
  }

  /**
   * Reads a table from files; further ones tell more of the rows of the first, see {@code
   * docs/tables.md}.
   *
   * @param files CSV, also packed as {@code .gz}; at least one
   * @throws BadInputException naming file and line of what cannot be read
   */
  public static SearchTable read(List<Path> files, TableLayout layout) {
    CsvTable table = CsvTable.read(files.get(0));
    for (Path more : files.subList(1, files.size())) {
      table = TableJoin.join(table, CsvTable.read(more));
    }
    return of(table, layout);
  }

  /**
   * Reads a table.
   *
   * @throws BadInputException as {@link #read}
   */
  public static SearchTable of(CsvTable table, TableLayout layout) {
    DecisionColumns decisions = DecisionColumns.of(table, layout.decisions());
    List<double[]> accuracies = accuracies(table, layout.accuracy());
    List<double[]> costs =
        layout.costs().stream().map(name -> NumberColumn.of(table, table.column(name))).toList();
    List<double[]> all = new ArrayList<>(accuracies);
    all.addAll(costs);
    TwinRows twins = TwinRows.of(table, decisions.archs(), all, layout.twins());
    boolean percent = inPercent(table, accuracies);
    Levels levels = layout.levels().levels(accuracies.size());
    List<double[]> merged = accuracies.stream().map(twins::merged).toList();
    List<double[]> top1 = new ArrayList<>();
    for (int level = 0; level <= levels.last(); level++) {
      top1.add(shares(layout.levels().at(level, merged), percent));
    }
    Map<String, double[]> byName = new LinkedHashMap<>();
    for (int i = 0; i < costs.size(); i++) {
      byName.put(layout.costs().get(i), twins.merged(costs.get(i)));
    }
    return new SearchTable(
        decisions.space(),
        twins.rows(),
        new TableAccuracy(twins.rows(), levels, top1),
        byName,
        twins.leftOut(),
        percent);
  }

  private static double[] shares(double[] values, boolean percent) {
    return Arrays.stream(values).map(value -> percent ? value / 100 : value).toArray();
  }

  private static List<double[]> accuracies(CsvTable table, List<ColumnPattern> patterns) {
    List<ColumnPattern> given =
        patterns.isEmpty() ? ColumnPattern.list("accuracy", TableLayout.ACCURACY) : patterns;
    List<double[]> columns = new ArrayList<>();
    for (ColumnPattern pattern : given) {
      for (ColumnPattern.Meant meant : pattern.in(table)) {
        columns.add(NumberColumn.of(table, meant.column()));
      }
    }
    return columns;
  }

  /** A value above 1 says that all are percentages. */
  private static boolean inPercent(CsvTable table, List<double[]> accuracies) {
    boolean percent = false;
    for (double[] column : accuracies) {
      for (int row = 0; row < column.length; row++) {
        if (column[row] > 100) {
          throw BadInputException.of(
              table.place(row),
              "accuracy " + column[row] + " is not allowed: give shares of 0 to 1, or percentages");
        }
        percent |= column[row] > 1;
      }
    }
    return percent;
  }

  /** The decisions of the table. */
  public TableSpace space() {
    return space;
  }

  /** The architectures that are known, each once, in the order of the table. */
  public List<Arch> archs() {
    return List.copyOf(rows.keySet());
  }

  /** How many rows were left out because something of them is not known. */
  public int leftOut() {
    return leftOut;
  }

  /** Whether the table's accuracies were read as percentages. */
  public boolean percent() {
    return percent;
  }

  /** Whether every architecture of the space is known. */
  public boolean complete() {
    return space.size().bitLength() < Integer.SIZE && space.size().intValue() == rows.size();
  }

  /** The share of the space's architectures that are known, above 0 to 1. */
  public double coverage() {
    return rows.size() / space.size().doubleValue();
  }

  /** The names of the costs, in the order of the layout. */
  public List<String> costs() {
    return List.copyOf(costs.keySet());
  }

  /**
   * The accuracy, as a fraction; NaN of an architecture that is not known. It is a {@link
   * io.edgenas.search.LevelledMetric} with the levels of the layout.
   */
  public AccuracyMetric accuracy() {
    return accuracy;
  }

  /** With which efforts an accuracy can be had. */
  public Levels levels() {
    return accuracy.levels();
  }

  /**
   * A cost in the table's unit; NaN of an architecture that is not known, as a constraint expects.
   *
   * @throws BadInputException if the layout names no such cost
   */
  public Metric cost(String name) {
    double[] values = costs.get(name);
    if (values == null) {
      throw new BadInputException(
          "the table has no cost '"
              + Check.shown(name)
              + "'"
              + Check.didYouMean(name, costs.keySet())
              + ": name a column of it; those named are "
              + costs.keySet());
    }
    return new Cost(name, values);
  }

  static double[] lookedUp(Map<Arch, Integer> rows, double[] column, List<Arch> archs) {
    double[] values = new double[archs.size()];
    for (int i = 0; i < values.length; i++) {
      Integer row = rows.get(archs.get(i));
      values[i] = row == null ? Double.NaN : column[row];
    }
    return values;
  }

  /** The row of an architecture in {@link #archs}. */
  OptionalInt row(Arch arch) {
    Integer row = rows.get(arch);
    return row == null ? OptionalInt.empty() : OptionalInt.of(row);
  }

  private final class Cost implements Metric {
    private final String name;
    private final double[] values;

    Cost(String name, double[] values) {
      this.name = name;
      this.values = values;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String unit() {
      return "";
    }

    @Override
    public double[] values(List<Arch> archs) {
      return lookedUp(rows, values, archs);
    }
  }
}
