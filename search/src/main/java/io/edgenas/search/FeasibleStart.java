package io.edgenas.search;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.ArchVariation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

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
  static Measured find(SearchProblem problem, Evaluation evaluation, RandomGenerator random) {
    return new FeasibleStart(problem, evaluation).find(random);
  }

  private Measured find(RandomGenerator random) {
    List<Measured> starts = evaluation.measure(starts(random));
    Measured nearest = descend(best(starts));
    if (nearest.feasible()) {
      return nearest;
    }
    if (nearest.violation() == Double.POSITIVE_INFINITY) {
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
        Comparator.comparingDouble(c -> nearest.value(c) / constraints.get(c).limit());
    int worst = IntStream.range(0, constraints.size()).boxed().max(byShare).orElseThrow();
    double loosest =
        tried.stream()
            .mapToDouble(measured -> measured.value(worst))
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElseThrow();
    return new InfeasibleBudgetException(
        constraints.get(worst), nearest.value(worst), loosest, nearest.arch(), constraints.size());
  }
}
