package io.edgenas.search.strategy.evolution;

import io.edgenas.network.Arch;
import io.edgenas.search.Candidate;
import io.edgenas.search.Draft;
import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * NSGA-II (Deb et al., A Fast and Elitist Multiobjective Genetic Algorithm, 2002, section III): of
 * parents and children together the best fronts survive, and of the last front that fits in part,
 * those with most room around them. Parents are the winners of tournaments between two. It looks
 * for the whole front of all objectives; with one objective that front is the best architecture,
 * and the search a genetic one in which the best survive.
 *
 * <p>Deviations: no architecture is evaluated twice; children that break a constraint are repaired
 * ({@link SearchSession#fresh}) instead of being dominated by those that do not; where too few
 * children are new, random architectures take their places.
 */
public final class Nsga2 implements SearchStrategy {
  private static final StrategyOption<Integer> POPULATION =
      StrategyOption.whole("population", "subnets that survive a generation", 40, 2, 1_000);
  private static final StrategyOption<Double> CROSSOVER_PROBABILITY =
      StrategyOption.number(
          "crossover-probability", "chance of a child to have two parents", 0.9, 0, 1);
  private static final StrategyOption<Double> MUTATION_PROBABILITY =
      StrategyOption.number(
          "mutation-probability", "chance of a child's choice to be drawn anew", 0.1, 0, 1);

  /** The strategy by its name, with its options. */
  public static final StrategyKind KIND =
      new StrategyKind(
          "nsga2",
          "NSGA-II, which looks for the whole front of several objectives",
          List.of(POPULATION, CROSSOVER_PROBABILITY, MUTATION_PROBABILITY, Crossover.OPTION),
          Nsga2::new);

  private static final int MAX_MISSES = 20;

  private final int population;
  private final double crossoverProbability;
  private final double mutationProbability;
  private final Crossover crossover;

  private Nsga2(OptionValues values) {
    this.population = values.get(POPULATION);
    this.crossoverProbability = values.get(CROSSOVER_PROBABILITY);
    this.mutationProbability = values.get(MUTATION_PROBABILITY);
    this.crossover = Crossover.of(values);
  }

  @Override
  public String name() {
    return KIND.name();
  }

  @Override
  public void explore(SearchSession session) {
    CrowdedOrder order = new CrowdedOrder(session.problem());
    int first = Math.min(population - 1, session.remaining());
    session.evaluate(session.strangers(first));
    List<Candidate> alive = order.best(session.candidates(), population);
    int misses = 0;
    while (session.remaining() > 0 && misses < MAX_MISSES) {
      List<Candidate> children = session.evaluate(children(session, alive));
      List<Candidate> all = new ArrayList<>(alive);
      all.addAll(children);
      alive = order.best(all, population);
      misses = children.isEmpty() ? misses + 1 : 0;
    }
  }

  private Set<Measured> children(SearchSession session, List<Candidate> alive) {
    Set<Measured> children =
        new LinkedHashSet<>(session.fresh(population, () -> child(session, alive)));
    if (children.size() < population) {
      children.addAll(session.strangers(population - children.size()));
    }
    return children;
  }

  private Draft child(SearchSession session, List<Candidate> alive) {
    Arch parent = winner(session, alive);
    Arch child =
        session.random().nextDouble() < crossoverProbability
            ? crossover.cross(session, parent, winner(session, alive))
            : parent;
    return new Draft(session.mutate(child, mutationProbability), parent);
  }

  /** The better of two; those alive are in order. */
  private static Arch winner(SearchSession session, List<Candidate> alive) {
    int one = session.random().nextInt(alive.size());
    int other = session.random().nextInt(alive.size());
    return alive.get(Math.min(one, other)).arch();
  }
}
