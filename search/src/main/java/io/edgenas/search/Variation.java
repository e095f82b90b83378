package io.edgenas.search;

import io.edgenas.network.Arch;
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

  Arch sample() {
    return variation.sample(random);
  }

  Arch mutate(Arch arch, double probability) {
    return variation.mutate(arch, probability, random);
  }

  Arch mutateOne(Arch arch) {
    return variation.mutateOne(arch, random);
  }

  Arch crossover(Arch a, Arch b) {
    return variation.crossover(a, b, random);
  }

  Arch singlePointCrossover(Arch a, Arch b) {
    return variation.singlePointCrossover(a, b, random);
  }

  List<Arch> neighbours(Arch arch) {
    return variation.neighbours(arch);
  }

  /** The smallest and the largest architecture at every resolution. */
  List<Arch> extremes() {
    List<Arch> extremes = new ArrayList<>();
    for (int resolution : problem.resolutions()) {
      extremes.add(problem.space().smallest().withResolution(resolution));
      extremes.add(problem.space().largest().withResolution(resolution));
    }
    return extremes;
  }
}
