package io.edgenas.search.strategy.evolution;

import io.edgenas.network.Arch;
import io.edgenas.search.Candidate;
import io.edgenas.search.Draft;
import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The generations of one {@link EvolutionarySearch}; everything evaluated is in its session. */
final class Evolution {
  private static final int MAX_EMPTY_GENERATIONS = 20;

  private final EvolutionOptions options;
  private final SearchSession session;
  private final int kept;

  /**
   * @param kept evaluations that are left when the generations end
   */
  Evolution(EvolutionOptions options, SearchSession session, int kept) {
    this.options = options;
    this.session = session;
    this.kept = kept;
  }

  void run() {
    List<Candidate> population = List.of();
    int stale = 0;
    int empty = 0;
    for (int generation = 0;
        generation <= options.generations()
            && session.remaining() > kept
            && empty < MAX_EMPTY_GENERATIONS;
        generation++) {
      boolean restart = population.size() < 2 || stale >= options.patience();
      List<Candidate> parents = restart ? List.of() : best(population);
      List<Candidate> children =
          evaluate(restart ? session.strangers(options.population()) : children(parents));
      population = new ArrayList<>(parents);
      population.addAll(children);
      boolean better = restart || best(population).get(0) != parents.get(0);
      stale = better ? 0 : stale + 1;
      empty = children.isEmpty() ? empty + 1 : 0;
    }
  }

  private List<Candidate> evaluate(Set<Measured> fresh) {
    return session.evaluate(fresh.stream().limit(session.remaining() - kept).toList());
  }

  private List<Candidate> best(List<Candidate> population) {
    return population.stream().sorted(Candidate.BEST_FIRST).limit(options.parents()).toList();
  }

  private Set<Measured> children(List<Candidate> parents) {
    Set<Measured> children =
        new LinkedHashSet<>(session.fresh(options.mutants(), () -> mutant(parents)));
    children.addAll(session.fresh(options.population() - options.mutants(), () -> cross(parents)));
    return children;
  }

  private Draft mutant(List<Candidate> parents) {
    Arch parent = pick(parents);
    return new Draft(session.mutate(parent, options.mutationProbability()), parent);
  }

  private Draft cross(List<Candidate> parents) {
    Arch parent = pick(parents);
    return new Draft(options.crossover().cross(session, parent, pick(parents)), parent);
  }

  private Arch pick(List<Candidate> parents) {
    return parents.get(session.random().nextInt(parents.size())).arch();
  }
}
