package io.edgenas.search.strategy;

import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.kind.StrategyKind;
import java.util.List;
import java.util.Set;

/** Evaluates random architectures that keep the constraints: what every strategy must beat. */
public final class RandomSearch implements SearchStrategy {
  /** The strategy by its name; it has no options. */
  public static final StrategyKind KIND =
      new StrategyKind(
          "random",
          "random subnets that keep the budget, the measure of every other strategy",
          List.of(),
          options -> new RandomSearch());

  private static final int BATCH = 100;
  private static final int MAX_EMPTY_BATCHES = 20;

  @Override
  public String name() {
    return KIND.name();
  }

  @Override
  public void explore(SearchSession session) {
    int empty = 0;
    while (session.remaining() > 0 && empty < MAX_EMPTY_BATCHES) {
      Set<Measured> strangers = session.strangers(Math.min(BATCH, session.remaining()));
      session.evaluate(strangers);
      empty = strangers.isEmpty() ? empty + 1 : 0;
    }
  }
}
