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
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Regularised evolution (Real et al., Regularized Evolution for Image Classifier Architecture
 * Search, 2019, algorithm 1): the population is what was evaluated last; the best of a random
 * sample has a child that differs in one choice, and the oldest of the population dies. Nothing
 * survives by being good, so what was lucky once does not stay.
 *
 * <p>Deviations: no architecture is evaluated twice; children that break a constraint are repaired
 * ({@link SearchSession#fresh}); where no child is new, a random architecture takes its place.
 */
public final class AgingEvolution implements SearchStrategy {
  private static final StrategyOption<Integer> POPULATION =
      StrategyOption.whole("population", "subnets alive, the last evaluated", 30, 2, 10_000);
  private static final StrategyOption<Integer> SAMPLE =
      StrategyOption.whole("sample", "draws of them, of which the best has a child", 10, 1, 10_000);

  /** The strategy by its name, with its options. */
  public static final StrategyKind KIND =
      new StrategyKind(
          "aging-evolution",
          "regularised evolution: the best of a sample has a child, the oldest dies",
          List.of(POPULATION, SAMPLE),
          AgingEvolution::new);

  private static final int MAX_MISSES = 50;

  private final int population;
  private final int sample;

  private AgingEvolution(OptionValues values) {
    this.population = values.get(POPULATION);
    this.sample = values.get(SAMPLE);
  }

  @Override
  public String name() {
    return KIND.name();
  }

  @Override
  public void explore(SearchSession session) {
    session.evaluate(session.strangers(Math.min(population - 1, session.remaining())));
    int misses = 0;
    while (session.remaining() > 0 && misses < MAX_MISSES) {
      Set<Measured> child = session.fresh(1, () -> child(session));
      Set<Measured> next = child.isEmpty() ? session.strangers(1) : child;
      session.evaluate(next);
      misses = next.isEmpty() ? misses + 1 : 0;
    }
  }

  private Draft child(SearchSession session) {
    Arch parent = parent(session).arch();
    return new Draft(session.mutateOne(parent), parent);
  }

  /** The best of a sample, drawn with replacement as in the paper. */
  private Candidate parent(SearchSession session) {
    List<Candidate> all = session.candidates();
    List<Candidate> alive = all.subList(Math.max(0, all.size() - population), all.size());
    Candidate best = alive.get(session.random().nextInt(alive.size()));
    for (int draw = 1; draw < sample; draw++) {
      Candidate other = alive.get(session.random().nextInt(alive.size()));
      best = Collections.min(List.of(best, other), Candidate.BEST_FIRST);
    }
    return best;
  }
}
