package io.edgenas.search.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.network.Arch;
import io.edgenas.search.Constraint;
import io.edgenas.search.Metric;
import io.edgenas.search.Objective;
import io.edgenas.search.SearchProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The most accurate architecture of a table within budgets on its costs.
 *
 * @param budgets the largest amounts allowed, by the names of the costs
 */
public record TableProblem(SearchTable table, Map<String, Double> budgets) {
  /** With fewer known, drawing one is a matter of luck, and so is what a comparison shows. */
  private static final double LEAST_COVERAGE = 0.01;

  /**
   * @throws BadInputException if the table has no such cost, a budget is not a finite number above
   *     0, or the table knows less than a hundredth of its space
   */
  public TableProblem {
    budgets = new LinkedHashMap<>(budgets);
    budgets.forEach(
        (cost, most) -> {
          table.cost(cost);
          Check.positive("budget for " + cost, most);
        });
    if (table.coverage() < LEAST_COVERAGE) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "table %s knows %d of %s architectures: a search needs %.0f %% or more of them; name"
                  + " fewer decisions, or bring a table that knows more",
              table.space().name(),
              table.archs().size(),
              table.space().size(),
              100 * LEAST_COVERAGE));
    }
  }

  /**
   * What a strategy is asked. The costs are descriptors of the problem where all are above 0. Where
   * the table does not know every architecture, those that it does not know are not covered by the
   * constraints.
   */
  public SearchProblem problem() {
    return new SearchProblem(
        table.space(),
        table.space().resolutions(),
        List.of(Objective.maximise(table.accuracy())),
        constraints(),
        descriptors());
  }

  private List<Constraint> constraints() {
    List<Constraint> constraints = new ArrayList<>();
    budgets.forEach((cost, most) -> constraints.add(Constraint.atMost(table.cost(cost), most)));
    if (constraints.isEmpty() && !table.complete()) {
      constraints.add(Constraint.atMost(new Known(table), Known.YES));
    }
    return constraints;
  }

  private List<Metric> descriptors() {
    return table.costs().stream()
        .map(table::cost)
        .filter(cost -> Arrays.stream(cost.values(table.archs())).allMatch(value -> value > 0))
        .toList();
  }

  /** The best accuracy within the budgets; empty where nothing keeps them. */
  public OptionalDouble optimum() {
    return optimum(table.accuracy());
  }

  /** The largest value of a metric within the budgets; empty where nothing keeps them. */
  public OptionalDouble optimum(Metric metric) {
    List<Arch> archs = table.archs();
    double[] top1 = metric.values(archs);
    boolean[] kept = new boolean[top1.length];
    Arrays.fill(kept, true);
    budgets.forEach(
        (cost, most) -> {
          double[] values = table.cost(cost).values(archs);
          for (int i = 0; i < kept.length; i++) {
            kept[i] &= values[i] <= most;
          }
        });
    return IntStream.range(0, top1.length).filter(i -> kept[i]).mapToDouble(i -> top1[i]).max();
  }

  /** Covers what the table knows. */
  private record Known(SearchTable table) implements Metric {
    static final double YES = 1;

    @Override
    public String name() {
      return "table " + table.space().name();
    }

    @Override
    public String unit() {
      return "";
    }

    @Override
    public double[] values(List<Arch> archs) {
      return archs.stream()
          .mapToDouble(arch -> table.row(arch).isPresent() ? YES : Double.NaN)
          .toArray();
    }
  }
}
