package io.edgenas.search;

import io.edgenas.space.ArchSpec;
import io.edgenas.space.ArchVariation;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a problem's architectures are drawn and varied; all that the search knows of their inside.
 */
final class Variation {
  private final SearchProblem problem;
  private final ArchVariation variation;
  private final RandomGenerator random;

  Variation(SearchProblem problem, RandomGenerator random) {
    this.problem = problem;
    this.variation = new ArchVariation(problem.space(), problem.resolutions());
    this.random = random;
  }

  ArchSpec sample() {
    return variation.sample(random);
  }

  ArchSpec mutate(ArchSpec arch, double probability) {
    return variation.mutate(arch, probability, random);
  }

  ArchSpec crossover(ArchSpec a, ArchSpec b) {
    return variation.crossover(a, b, random);
  }

  List<ArchSpec> neighbours(ArchSpec arch) {
    return variation.neighbours(arch);
  }

  /** The smallest and the largest architecture at every resolution. */
  List<ArchSpec> extremes() {
    List<ArchSpec> extremes = new ArrayList<>();
    for (int resolution : problem.resolutions()) {
      extremes.add(problem.space().smallest().withResolution(resolution));
      extremes.add(problem.space().largest().withResolution(resolution));
    }
    return extremes;
  }
}
