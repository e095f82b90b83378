package io.edgenas.search;

import io.edgenas.search.EvolutionarySearch.Settings;
import io.edgenas.search.FeasibleDraw.Draft;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.ArchVariation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The generations of one {@link EvolutionarySearch}; everything evaluated is in its evaluation. */
final class Evolution {
  private static final int MAX_EMPTY_GENERATIONS = 20;

  private final Settings settings;
  private final Evaluation evaluation;
  private final ArchVariation variation;
  private final ArchSpec anchor;
  private final RandomGenerator random;
  private final FeasibleDraw draw;

  /**
   * @param anchor keeps the constraints
   */
  Evolution(
      Settings settings,
      Evaluation evaluation,
      ArchVariation variation,
      ArchSpec anchor,
      RandomGenerator random) {
    this.settings = settings;
    this.evaluation = evaluation;
    this.variation = variation;
    this.anchor = anchor;
    this.random = random;
    this.draw = new FeasibleDraw(evaluation, variation, random);
  }

  void run() {
    List<Candidate> population = List.of();
    int stale = 0;
    int empty = 0;
    for (int generation = 0;
        generation <= settings.generations()
            && evaluation.remaining() > 0
            && empty < MAX_EMPTY_GENERATIONS;
        generation++) {
      boolean restart = population.size() < 2 || stale >= settings.patience();
      List<Candidate> parents = restart ? List.of() : best(population);
      List<Candidate> children = evaluation.evaluate(restart ? strangers() : children(parents));
      population = new ArrayList<>(parents);
      population.addAll(children);
      boolean better = restart || best(population).get(0) != parents.get(0);
      stale = better ? 0 : stale + 1;
      empty = children.isEmpty() ? empty + 1 : 0;
    }
  }

  private List<Candidate> best(List<Candidate> population) {
    return population.stream().sorted(Candidate.BEST_FIRST).limit(settings.parents()).toList();
  }

  private Set<Measured> strangers() {
    return draw.fresh(settings.population(), () -> new Draft(variation.sample(random), anchor));
  }

  private Set<Measured> children(List<Candidate> parents) {
    Set<Measured> children =
        new LinkedHashSet<>(draw.fresh(settings.mutants(), () -> mutant(parents)));
    children.addAll(draw.fresh(settings.population() - settings.mutants(), () -> cross(parents)));
    return children;
  }

  private Draft mutant(List<Candidate> parents) {
    ArchSpec parent = pick(parents);
    return new Draft(variation.mutate(parent, settings.mutationProbability(), random), parent);
  }

  private Draft cross(List<Candidate> parents) {
    ArchSpec parent = pick(parents);
    return new Draft(variation.crossover(parent, pick(parents), random), parent);
  }

  private ArchSpec pick(List<Candidate> parents) {
    return parents.get(random.nextInt(parents.size())).arch();
  }
}
