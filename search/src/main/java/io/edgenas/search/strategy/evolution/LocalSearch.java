package io.edgenas.search.strategy.evolution;

import io.edgenas.network.Arch;
import io.edgenas.search.Candidate;
import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import io.edgenas.search.SearchStrategy;
import io.edgenas.search.strategy.kind.OptionValues;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Local search (White, Nolen and Savani, Exploring the Loss Landscape in Neural Architecture
 * Search, 2021, algorithm 1): from the best of a few random architectures to a better neighbour,
 * and on, up to an architecture that no neighbour beats; then again from other random ones.
 *
 * <p>Deviations: the first better neighbour, in random order, is taken unless the best of all is
 * asked for, as in the paper: it takes fewer evaluations. No architecture is evaluated twice. A
 * climb passes over neighbours that an earlier one saw, so it ends where it would only repeat.
 */
public final class LocalSearch implements SearchStrategy {
  private static final String STEEPEST = "steepest";
  private static final String FIRST = "first";
  private static final StrategyOption<Integer> STARTS =
      StrategyOption.whole(
          "starts", "random subnets of which the best is climbed from", 5, 1, 10_000);
  private static final StrategyOption<String> ASCENT =
      StrategyOption.word(
          "ascent",
          "to the best of all neighbours, or to the first better one",
          FIRST,
          List.of(STEEPEST, FIRST));

  /** The strategy by its name, with its options. */
  public static final StrategyKind KIND =
      new StrategyKind(
          "local-search",
          "hill climbing over neighbours with random restarts",
          List.of(STARTS, ASCENT),
          LocalSearch::new);

  private static final int MAX_MISSES = 50;

  private final int starts;
  private final boolean steepest;

  private LocalSearch(OptionValues values) {
    this.starts = values.get(STARTS);
    this.steepest = values.get(ASCENT).equals(STEEPEST);
  }

  @Override
  public String name() {
    return KIND.name();
  }

  @Override
  public void explore(SearchSession session) {
    int misses = 0;
    while (session.remaining() > 0 && misses < MAX_MISSES) {
      int drawn = Math.min(starts, session.remaining());
      List<Candidate> strangers = session.evaluate(session.strangers(drawn));
      best(strangers).ifPresent(start -> climb(session, start));
      misses = strangers.isEmpty() ? misses + 1 : 0;
    }
  }

  private void climb(SearchSession session, Candidate start) {
    Optional<Candidate> from = Optional.of(start);
    while (from.isPresent()) { // ends: each step is better than the last
      from = step(session, from.get());
    }
  }

  /** A better neighbour, if there is one. */
  private Optional<Candidate> step(SearchSession session, Candidate from) {
    List<Arch> neighbours = shuffled(session, session.neighbours(from.arch()));
    List<Measured> measured = session.measure(neighbours);
    if (steepest) {
      return best(session.evaluate(measured)).filter(candidate -> better(candidate, from));
    }
    for (Measured neighbour : measured) {
      List<Candidate> evaluated = session.evaluate(List.of(neighbour));
      if (!evaluated.isEmpty() && better(evaluated.get(0), from)) {
        return Optional.of(evaluated.get(0));
      }
    }
    return Optional.empty();
  }

  /** In random order, so that a budget that ends halfway does not always leave out the same. */
  private static List<Arch> shuffled(SearchSession session, List<Arch> archs) {
    List<Arch> shuffled = new ArrayList<>(archs);
    for (int i = shuffled.size(); i > 1; i--) {
      Collections.swap(shuffled, i - 1, session.random().nextInt(i));
    }
    return shuffled;
  }

  private static Optional<Candidate> best(List<Candidate> candidates) {
    return candidates.stream().min(Candidate.BEST_FIRST);
  }

  private static boolean better(Candidate candidate, Candidate than) {
    return Candidate.BEST_FIRST.compare(candidate, than) < 0;
  }
}
