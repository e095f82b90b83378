package io.edgenas.search.strategy.guided;

import io.edgenas.search.SearchSession;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.part.HillClimb;

/**
 * A genetic search whose children are judged by a model before they are evaluated. Each choice is
 * believed to add something to the accuracy and to what every constraint counts. Children are
 * mutants and crossovers of the best; by these sums they are brought within the constraints and
 * improved; the few that promise most are evaluated, and the sums are fitted again.
 *
 * <p>After Chu and Beasley, A Genetic Algorithm for the Multidimensional Knapsack Problem (Journal
 * of Heuristics 4, 1998), of which it has the repair in two phases: drop, then add (section 3.3).
 * That a cheap model chooses among children is the pre-selection of Jin, Surrogate-assisted
 * evolutionary computation (Swarm and Evolutionary Computation 1, 2011, section 3).
 *
 * <p>Deviations: what an item is worth and weighs is not given but fitted, and anew all the time;
 * the fit is weighted towards the best, because accuracy is a sum only near by. Repair draws the
 * changes that it looks at. Resolutions are islands at first: which one is best shows itself late.
 * A population that no longer improves is given up for another, and the model stays; the best of
 * all populations make the last one.
 *
 * @implNote A fit takes time with the cube of the number of all choices, and happens when the
 *     samples have grown by a fifth. A child takes a few hundred additions; they are made by the
 *     threads of the common pool.
 */
public final class GuidedSearch implements SearchStrategy {
  /** The name in commands and results. */
  public static final String NAME = "guided";

  /** The strategy by its name, with its options. */
  public static final StrategyKind KIND =
      new StrategyKind(
          NAME,
          "a genetic search that a fitted model of sums guides",
          GuidedOptions.ALL,
          GuidedSearch::new);

  private final GuidedOptions options;

  /** Searches with the defaults of the options. */
  public GuidedSearch() {
    this(OptionValues.DEFAULTS);
  }

  private GuidedSearch(OptionValues values) {
    this.options = GuidedOptions.of(values);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void explore(SearchSession session) {
    new Guide(options, session).run();
    HillClimb.climb(session);
  }
}
