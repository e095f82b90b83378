package io.edgenas.search;

import io.edgenas.input.BadInputException;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.ArchVariation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Finds one architecture that keeps the constraints, or says that there is none: steepest descent
 * of the violation over neighbours, from the best of the smallest and largest architectures at
 * every resolution and some random ones. A few thousand answers of the constraints at most.
 */
final class FeasibleStart {
  private static final int RANDOM_STARTS = 64;
  private static final int MAX_STEPS = 200;

  private final SearchProblem problem;
  private final Evaluation evaluation;
  private final ArchVariation variation;

  private FeasibleStart(SearchProblem problem, Evaluation evaluation) {
    this.problem = problem;
    this.evaluation = evaluation;
    this.variation = new ArchVariation(problem.space(), problem.resolutions());
  }

  /**
   * @throws InfeasibleBudgetException if none was found
   * @throws BadInputException if no architecture tried is covered
   */
  static ArchSpec find(SearchProblem problem, Evaluation evaluation, RandomGenerator random) {
    return new FeasibleStart(problem, evaluation).find(random);
  }

  private ArchSpec find(RandomGenerator random) {
    List<ArchSpec> starts = starts(random);
    ArchSpec nearest = descend(best(starts));
    if (evaluation.violation(nearest) == 0) {
      return nearest;
    }
    if (evaluation.violation(nearest) == Double.POSITIVE_INFINITY) {
      throw new BadInputException(
          constraintNames()
              + " covers none of the "
              + starts.size()
              + " architectures tried at resolutions "
              + problem.resolutions()
              + ": choose resolutions that were measured, or measure the rest");
    }
    throw infeasible(nearest, starts);
  }

  private List<ArchSpec> starts(RandomGenerator random) {
    List<ArchSpec> starts = new ArrayList<>();
    for (int resolution : problem.resolutions()) {
      starts.add(problem.space().smallest().withResolution(resolution));
      starts.add(problem.space().largest().withResolution(resolution));
    }
    for (int i = 0; i < RANDOM_STARTS; i++) {
      starts.add(variation.sample(random));
    }
    return starts;
  }

  private ArchSpec best(List<ArchSpec> archs) {
    evaluation.measure(archs);
    return archs.stream().min(Comparator.comparingDouble(evaluation::violation)).orElseThrow();
  }

  private ArchSpec descend(ArchSpec start) {
    ArchSpec current = start;
    for (int step = 0; step < MAX_STEPS && evaluation.violation(current) > 0; step++) {
      List<ArchSpec> neighbours = variation.neighbours(current);
      if (neighbours.isEmpty()) {
        return current;
      }
      ArchSpec next = best(neighbours);
      if (!(evaluation.violation(next) < evaluation.violation(current))) {
        return current;
      }
      current = next;
    }
    return current;
  }

  /** Names the constraint that the nearest architecture breaks by the largest share. */
  private InfeasibleBudgetException infeasible(ArchSpec nearest, List<ArchSpec> tried) {
    int worst = 0;
    int broken = 0;
    double worstShare = 0;
    for (int c = 0; c < problem.constraints().size(); c++) {
      double share = evaluation.values(nearest)[c] / problem.constraints().get(c).limit();
      broken += share > 1 ? 1 : 0;
      if (share > worstShare) {
        worstShare = share;
        worst = c;
      }
    }
    int index = worst;
    double loosest =
        tried.stream()
            .mapToDouble(arch -> evaluation.values(arch)[index])
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElseThrow();
    return new InfeasibleBudgetException(
        problem.constraints().get(worst),
        evaluation.values(nearest)[worst],
        loosest,
        nearest,
        problem.constraints().size() == 1
            ? "; raise the budget"
            : "; " + broken + " of " + problem.constraints().size() + " budgets are broken there");
  }

  private String constraintNames() {
    return String.join(" and ", problem.constraints().stream().map(Constraint::name).toList());
  }
}
