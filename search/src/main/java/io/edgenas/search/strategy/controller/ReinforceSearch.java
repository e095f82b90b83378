package io.edgenas.search.strategy.controller;

import io.edgenas.search.SearchSession;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.part.HillClimb;

/**
 * REINFORCE (Williams, 1992) on architectures: a controller draws some, and the chances of what was
 * better than usual rise (Zoph and Le, Neural Architecture Search with Reinforcement Learning,
 * 2017, section 3.2). The reward is the first objective. The controller is a softmax per decision,
 * or the LSTM of Zoph and Le.
 *
 * <p>Deviations: rewards are compared with their moving average in units of their usual difference
 * from it; the entropy of the controller counts as reward (Mnih et al., 2016, section 4); an
 * architecture that is drawn again teaches again, from memory; what breaks a constraint is repaired
 * ({@link SearchSession#fresh}, towards the best known), and the repaired architecture teaches; a
 * controller that draws nothing new any more makes way for a new one; a climb over neighbours ends
 * a search whose controllers found nothing new.
 */
public final class ReinforceSearch implements SearchStrategy {
  /** The strategy by its name, with its options. */
  public static final StrategyKind KIND =
      new StrategyKind(
          "reinforce",
          "a controller that draws subnets and learns from their rewards",
          ReinforceOptions.ALL,
          ReinforceSearch::new);

  private final ReinforceOptions options;

  private ReinforceSearch(OptionValues values) {
    this.options = ReinforceOptions.of(values);
  }

  @Override
  public String name() {
    return KIND.name();
  }

  @Override
  public void explore(SearchSession session) {
    new Reinforcement(options, session).run();
    HillClimb.climb(session);
  }
}
