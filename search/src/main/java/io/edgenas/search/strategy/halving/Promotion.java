package io.edgenas.search.strategy.halving;

import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Takes brackets from rung to rung.
 *
 * @param extrapolated whether a rung is ranked by extrapolated curves, or by their last values
 */
record Promotion(SearchSession session, Rungs rungs, boolean extrapolated) {
  static final String GLIMPSES = "glimpses";

  /** Somebody on a rung, and what is believed of them with the full effort. */
  private record Believed(Measured measured, Forecast forecast) {}

  /** Spends the budget on a bracket. */
  void run(Collection<Measured> bracket) {
    Collection<Measured> on = bracket;
    for (int level : rungs.below()) {
      List<Believed> ranked = ranked(session.glimpse(on, level));
      int fitted = (int) ranked.stream().filter(each -> each.forecast.extrapolated()).count();
      session.count(GLIMPSES, ranked.size());
      session.count("judged by an extrapolated curve", fitted);
      session.count("judged by the last value", ranked.size() - fitted);
      on = ranked.stream().limit(rungs.survivors(ranked.size())).map(Believed::measured).toList();
    }
    session.evaluate(on);
  }

  /** Spends what is left on the best of those that were left behind. */
  void finish(List<Measured> leftBehind) {
    session.evaluate(ranked(leftBehind).stream().map(Believed::measured).toList());
  }

  private List<Believed> ranked(List<Measured> seen) {
    return seen.stream()
        .map(each -> new Believed(each, forecast(each)))
        .sorted(Comparator.comparingDouble(each -> -each.forecast.value()))
        .toList();
  }

  private Forecast forecast(Measured measured) {
    return extrapolated
        ? Forecast.of(session.levels(), measured.curve())
        : Forecast.last(measured.curve());
  }
}
