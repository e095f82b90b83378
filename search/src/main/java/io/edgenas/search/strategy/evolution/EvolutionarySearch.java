package io.edgenas.search.strategy.evolution;

import io.edgenas.search.SearchSession;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.part.HillClimb;

/**
 * The genetic search of once-for-all (Cai et al., Once-for-All, section 3.4; {@code
 * evolution_finder.py}): the best quarter of a population are parents; half of the next generation
 * are mutants of one parent, half are crossovers of two.
 *
 * <p>Deviations: no architecture is evaluated twice, so that a budget of evaluations sees as many
 * architectures; children that break a constraint are repaired instead of redrawn for ever ({@link
 * SearchSession#fresh}); the last generation counts; a population that no longer improves is drawn
 * anew; a part of the evaluations is kept for a climb over neighbours from the best, so that the
 * budget is used up ({@link HillClimb}).
 */
public final class EvolutionarySearch implements SearchStrategy {
  /** The name in commands and results. */
  public static final String NAME = "evolutionary";

  /** The strategy by its name, with its options. */
  public static final StrategyKind KIND =
      new StrategyKind(
          NAME,
          "the genetic search of once-for-all, then a climb over neighbours",
          EvolutionOptions.ALL,
          EvolutionarySearch::new);

  private final EvolutionOptions options;

  /** Searches with the options of once-for-all. */
  public EvolutionarySearch() {
    this(OptionValues.DEFAULTS);
  }

  private EvolutionarySearch(OptionValues values) {
    this.options = EvolutionOptions.of(values);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void explore(SearchSession session) {
    int kept = (int) (options.climbRatio() * session.budget().evaluations());
    new Evolution(options, session, kept).run();
    HillClimb.climb(session);
  }
}
