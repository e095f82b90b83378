package io.edgenas.search.strategy.tpe;

import io.edgenas.search.SearchSession;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.part.HillClimb;

/**
 * The tree-structured Parzen estimator (Bergstra et al., Algorithms for Hyper-Parameter
 * Optimization, 2011, section 4): the best part of what was evaluated counts as good; candidates
 * are drawn from the density of the good, and the one that is likeliest among them beside the rest
 * is evaluated. It knows the first objective. It costs less than a millisecond a round.
 *
 * <p>Deviations: a choice on several axes, such as a kernel and an expand ratio, is learned axis by
 * axis; candidates that break a constraint do not count, and where none is left they are repaired
 * ({@link SearchSession#fresh}, towards good ones); the model is learned anew when there is a
 * hundredth more to learn from, so that long searches do not take the square of the time; where
 * only known architectures are drawn, a climb over neighbours follows.
 */
public final class TpeSearch implements SearchStrategy {
  /** The strategy by its name, with its options. */
  public static final StrategyKind KIND =
      new StrategyKind(
          "tpe",
          "draws like the good subnets, and takes what is least like the bad ones",
          TpeOptions.ALL,
          TpeSearch::new);

  private final TpeOptions options;

  private TpeSearch(OptionValues values) {
    this.options = TpeOptions.of(values);
  }

  @Override
  public String name() {
    return KIND.name();
  }

  @Override
  public void explore(SearchSession session) {
    session.evaluate(session.strangers(Math.min(options.startup(), session.remaining())));
    new ParzenRounds(options, session).run();
    HillClimb.climb(session);
  }
}
