package io.edgenas.cli.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.search.table.ColumnLevels;
import io.edgenas.search.table.ColumnPattern;
import io.edgenas.search.table.SearchTable;
import io.edgenas.search.table.TableLayout;
import io.edgenas.search.table.TableLayout.Twins;
import io.edgenas.search.table.TableProblem;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * A table of architectures, what its columns are, and budgets on its costs: one group of options.
 */
public final class TableSource {
  @Option(
      names = "--table",
      required = true,
      paramLabel = "FILE",
      description =
          "CSV of architectures with their accuracies and costs; further files tell more of the same"
              + " architectures.")
  private List<Path> files;

  @Option(
      names = "--decisions",
      paramLabel = "COLUMNS",
      description =
          "Columns of decisions, for example depth,e# or arch[] (default: all whose names begin"
              + " with "
              + TableLayout.DECISION
              + ").")
  private String decisions;

  @Option(
      names = "--accuracy",
      paramLabel = "COLUMNS",
      description =
          "Column of accuracy; of several the mean counts (default: " + TableLayout.ACCURACY + ").")
  private String accuracy;

  @Option(
      names = "--levels",
      paramLabel = "LEVELS",
      description =
          "What the columns of accuracy are to strategies that ask for a part of an evaluation: "
              + ColumnLevels.REPEATS_TEXT
              + " (seeds, one after the other), or the effort of each, as 12,50,200 (epochs, of"
              + " which the last counts).")
  private String levels;

  @Option(
      names = "--costs",
      paramLabel = "COLUMNS",
      split = ",",
      description =
          "Columns that are known for nothing, such as parameters; the front is over the first.")
  private List<String> costs = List.of();

  @Option(
      names = "--budget",
      paramLabel = "COLUMN=X",
      converter = Budget.Converter.class,
      description = "Largest amount of a cost, as flops=45.5M; may be given several times.")
  private List<Budget> budgets = List.of();

  @Option(
      names = "--average-twins",
      description = "Take the mean of rows that decide the same, which are refused otherwise.")
  private boolean averageTwins;

  /** A column and the most that is allowed of it. */
  record Budget(String column, double most) {
    /** Reads {@code COLUMN=X}; what follows the last equals sign is the amount. */
    static final class Converter implements ITypeConverter<Budget> {
      @Override
      public Budget convert(String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 1) {
          throw new TypeConversionException(
              "'"
                  + Check.shown(text)
                  + "' is not COLUMN=X: give a column of costs and an amount, for example"
                  + " flops=45.5M or latency_ms=12.5");
        }
        return new Budget(
            text.substring(0, equals), new Amount.Count().convert(text.substring(equals + 1)));
      }
    }
  }

  /**
   * The problem of the table.
   *
   * @throws BadInputException if the table cannot be read, or a column or budget is not allowed
   */
  public TableProblem problem() {
    Map<String, Double> most = new LinkedHashMap<>();
    for (Budget budget : budgets) {
      if (most.put(budget.column, budget.most) != null) {
        throw new BadInputException(
            "--budget " + Check.shown(budget.column) + " is given twice: give one amount");
      }
    }
    List<String> known = new ArrayList<>(most.keySet());
    known.addAll(costs);
    TableLayout layout =
        new TableLayout(
            decisions == null ? List.of() : ColumnPattern.list("--decisions", decisions),
            accuracy == null ? List.of() : ColumnPattern.list("--accuracy", accuracy),
            levels == null ? ColumnLevels.MEAN : ColumnLevels.parse("--levels", levels),
            known,
            averageTwins ? Twins.AVERAGED : Twins.REFUSED);
    return new TableProblem(SearchTable.read(files, layout), most);
  }

  /**
   * Refuses levels beside a reward: it is made of whole evaluations.
   *
   * @throws BadInputException if levels are given
   */
  public void refuseLevels() {
    if (levels != null) {
      throw new BadInputException(
          "--levels is not allowed with --reward: a reward is only known of a whole evaluation");
    }
  }

  /** What is searched, for people. */
  public String title() {
    String limits =
        budgets.stream()
            .map(budget -> ", " + budget.column + " within " + number(budget.most))
            .collect(Collectors.joining());
    String what = accuracy == null ? TableLayout.ACCURACY : accuracy;
    return files.get(0).getFileName() + ", " + what + limits;
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
