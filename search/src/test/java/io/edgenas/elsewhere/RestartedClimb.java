package io.edgenas.elsewhere;

import io.edgenas.search.Candidate;
import io.edgenas.search.SearchSession;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.util.Collections;
import java.util.List;

/** Climbs to a local optimum, then starts anew from a random architecture. */
public final class RestartedClimb implements SearchStrategy {
  private static final StrategyOption<Integer> MISSES =
      StrategyOption.whole("misses", "starts in a row that find nothing new", 20, 1, 1_000);

  public static final StrategyKind KIND =
      new StrategyKind(
          "restarted-climb",
          "steepest ascent from random subnets",
          List.of(MISSES),
          RestartedClimb::new);

  private final int misses;

  private RestartedClimb(OptionValues values) {
    this.misses = values.get(MISSES);
  }

  @Override
  public String name() {
    return KIND.name();
  }

  @Override
  public void explore(SearchSession session) {
    climb(session, session.start());
    int missed = 0;
    while (session.remaining() > 0 && missed < misses) {
      List<Candidate> strangers = session.evaluate(session.strangers(1));
      strangers.forEach(stranger -> climb(session, stranger));
      missed = strangers.isEmpty() ? missed + 1 : 0;
    }
  }

  private static void climb(SearchSession session, Candidate start) {
    Candidate from = start;
    Candidate best = start;
    do {
      from = best;
      for (Candidate each : session.evaluate(session.measure(session.neighbours(from.arch())))) {
        best = Collections.min(List.of(best, each), Candidate.BEST_FIRST);
      }
    } while (best != from); // ends: no architecture is evaluated twice
  }
}
