package io.edgenas.search.strategy.halving;

import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.part.HillClimb;
import java.util.Set;

/**
 * Successive halving (Jamieson and Talwalkar, Non-stochastic Best Arm Identification and
 * Hyperparameter Optimization, 2016): a bracket of architectures is judged with little effort, a
 * third of them with three times the effort, and so on up to the full one. Brackets follow each
 * other until the budget is spent, as in Hyperband (Li et al., Hyperband: A Novel Bandit-Based
 * Approach to Hyperparameter Optimization, 2018). It knows the first objective.
 *
 * <p>Where the first objective has no levels there is one rung, and nothing to promote: brackets
 * are evaluated whole, and what is left is a search that draws like the good ones.
 *
 * <p>Deviations: all brackets begin at the lowest rung, where Hyperband hedges with some that begin
 * higher; those after the first are drawn as BOHB does ({@link Field}); a rung is ranked by
 * extrapolated curves ({@link Forecast}); the last bracket is as large as the rest of the budget
 * pays, and what remains after it goes on with the best that were left behind.
 */
public final class HalvingSearch implements SearchStrategy {
  /** The strategy by its name, with its options. */
  public static final StrategyKind KIND =
      new StrategyKind(
          "halving",
          "judges many subnets with little effort, and the best of them with more",
          HalvingOptions.ALL,
          HalvingSearch::new);

  private static final int MAX_EMPTY_BRACKETS = 20;

  private final HalvingOptions options;

  private HalvingSearch(OptionValues values) {
    this.options = HalvingOptions.of(values);
  }

  @Override
  public String name() {
    return KIND.name();
  }

  @Override
  public void explore(SearchSession session) {
    Rungs rungs = Rungs.of(session.levels(), options.bracket(), options.promoted());
    Field field = new Field(session, options.strangers());
    Promotion promotion = new Promotion(session, rungs, options.extrapolated());
    session.count(Promotion.GLIMPSES, 0); // told also where there is no level to glimpse at
    int empty = 0;
    while (session.remaining() > 0 && empty < MAX_EMPTY_BRACKETS) {
      Set<Measured> bracket = field.draw(rungs.affordable(options.bracket(), session.left()));
      promotion.run(bracket);
      empty = bracket.isEmpty() ? empty + 1 : 0;
    }
    promotion.finish(field.leftBehind());
    HillClimb.climb(session);
  }
}
