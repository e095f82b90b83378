package io.edgenas.search.strategy.halving;

import io.edgenas.search.effort.Levels;
import java.util.List;
import java.util.Optional;

/**
 * What a curve is believed to give with the full effort.
 *
 * @param value of the first objective
 * @param extrapolated whether a power law says so; otherwise it is the last value of the curve
 */
record Forecast(double value, boolean extrapolated) {

  /** The last value of a curve. */
  static Forecast last(List<Double> curve) {
    return new Forecast(curve.get(curve.size() - 1), false);
  }

  /**
   * Extrapolates a curve. Falls back to its last value where no power law is admissible: there are
   * too few points, they do not follow one, or it promises more of a rise than has been seen.
   *
   * @param curve the values at the levels from the lowest on; at least one
   */
  static Forecast of(Levels levels, List<Double> curve) {
    Forecast last = last(curve);
    if (curve.size() > levels.last()) {
      return last; // nothing is left to be guessed
    }
    Optional<PowerLaw> law = PowerLaw.fit(levels.efforts().subList(0, curve.size()), curve);
    double seen = last.value - curve.get(0);
    return law.map(fitted -> fitted.at(levels.full()))
        .filter(value -> value >= last.value && value - last.value <= seen)
        .map(value -> new Forecast(value, true))
        .orElse(last);
  }
}
