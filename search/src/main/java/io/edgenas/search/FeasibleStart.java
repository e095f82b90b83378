package io.edgenas.search;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.search.InfeasibleBudgetException.Other;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds one architecture that keeps the constraints, or says that there is none: steepest descent
 * of the violation over neighbours, from the best of the smallest and largest architectures at
 * every resolution and some random ones. Where the constraints cover none of them, as a table that
 * knows few architectures may, more are drawn. A few thousand answers of the constraints at most.
 */
final class FeasibleStart {
  private static final int RANDOM_STARTS = 64;
  private static final int MORE_DRAWS = 31;
  private static final int MAX_STEPS = 200;

  private final SearchProblem problem;
  private final Evaluation evaluation;
  private final Variation variation;

  FeasibleStart(SearchProblem problem, Evaluation evaluation, Variation variation) {
    this.problem = problem;
    this.evaluation = evaluation;
    this.variation = variation;
  }

  /**
   * @throws InfeasibleBudgetException if none was found
   * @throws BadInputException if no architecture tried is covered
   */
  Measured find() {
    List<Measured> starts = new ArrayList<>(evaluation.measure(starts()));
    for (int draw = 0; draw < MORE_DRAWS && !best(starts).covered(); draw++) {
      starts.addAll(evaluation.measure(randomStarts()));
    }
    Measured nearest = descend(best(starts));
    if (nearest.feasible()) {
      return nearest;
    }
    if (!nearest.covered()) {
      throw new BadInputException(
          String.join(" and ", problem.constraints().stream().map(Constraint::name).toList())
              + " covers none of the "
              + starts.size()
              + " architectures tried at resolutions "
              + problem.resolutions()
              + ": choose resolutions that were measured, or measure the rest");
    }
    throw infeasible(nearest, starts);
  }

  private List<Arch> starts() {
    List<Arch> starts = new ArrayList<>(variation.extremes());
    starts.addAll(randomStarts());
    return starts;
  }

  private List<Arch> randomStarts() {
    List<Arch> starts = new ArrayList<>();
    for (int i = 0; i < RANDOM_STARTS; i++) {
      starts.add(variation.sample());
    }
    return starts;
  }

  private static Measured best(List<Measured> given) {
    return given.stream().min(Comparator.comparingDouble(Measured::violation)).orElseThrow();
  }

  private Measured descend(Measured start) {
    Measured current = start;
    for (int step = 0; step < MAX_STEPS && !current.feasible(); step++) {
      List<Measured> neighbours = evaluation.measure(variation.neighbours(current.arch()));
      if (neighbours.isEmpty() || !(best(neighbours).violation() < current.violation())) {
        return current;
      }
      current = best(neighbours);
    }
    return current;
  }

  /** Names the constraint that the nearest architecture breaks by the largest share. */
  private InfeasibleBudgetException infeasible(Measured nearest, List<Measured> tried) {
    List<Constraint> constraints = problem.constraints();
    Comparator<Integer> byShare =
        Comparator.comparingDouble(c -> constraints.get(c).range().violation(nearest.value(c)));
    int worst = IntStream.range(0, constraints.size()).boxed().max(byShare).orElseThrow();
    double value = nearest.value(worst);
    DoubleSummaryStatistics reached =
        tried.stream()
            .mapToDouble(measured -> measured.value(worst))
            .filter(each -> !Double.isNaN(each))
            .summaryStatistics();
    return new InfeasibleBudgetException(
        constraints.get(worst),
        constraints.get(worst).range().hasFloor() ? Math.min(value, reached.getMin()) : value,
        Math.max(value, reached.getMax()),
        nearest.arch(),
        value,
        IntStream.range(0, constraints.size())
            .filter(c -> c != worst)
            .mapToObj(c -> new Other(constraints.get(c), nearest.value(c)))
            .toList());
  }
}
