package io.edgenas.latency.calibrate;

import io.edgenas.latency.calibrate.Effect.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Prior standard deviations of the kinds of effects and of the noise, all relative, chosen by
 * leave-one-out error: starting from a few coarse effects, each is changed in turn where that makes
 * the mean absolute error smaller by more than its standard error (over the networks, paired). So
 * few networks leave the start as it is, and no choice is worse than the start. Never chosen is
 * what gives coefficients that make no sense; where the start does, the first that does not takes
 * its place.
 */
record Spreads(Map<Kind, Double> byKind, double noise) {
  private static final double[] CHOICES = {0, 0.03, 0.1, 0.3};
  private static final double[] NOISES = {0.003, 0.01, 0.03};
  private static final double INITIAL_NOISE = 0.03;
  private static final int PASSES = 2;

  static Spreads initial() {
    Map<Kind, Double> byKind = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      byKind.put(kind, kind.initialSpread());
    }
    return new Spreads(byKind, INITIAL_NOISE);
  }

  /**
   * @param effects what each of the ridge's features is
   * @param sensible whether coefficients, one per feature, make sense
   */
  static Spreads choose(Ridge ridge, List<Effect> effects, Predicate<double[]> sensible) {
    Choice choice = new Choice(ridge, effects, sensible);
    for (int pass = 0; pass < PASSES; pass++) {
      for (Kind kind : Kind.values()) {
        for (double spread : CHOICES) {
          choice.consider(choice.best.with(kind, spread));
        }
      }
      for (double noise : NOISES) {
        choice.consider(new Spreads(choice.best.byKind, noise));
      }
    }
    return choice.best;
  }

  /** The best so far. */
  private static final class Choice {
    private final Ridge ridge;
    private final List<Effect> effects;
    private final Predicate<double[]> sensible;
    private Spreads best = initial();
    private double[] errors;
    private boolean makesSense;

    Choice(Ridge ridge, List<Effect> effects, Predicate<double[]> sensible) {
      this.ridge = ridge;
      this.effects = effects;
      this.sensible = sensible;
      Ridge.Fit fit = best.fit(ridge, effects);
      errors = fit.residuals();
      makesSense = sensible.test(fit.coefficients());
    }

    void consider(Spreads tried) {
      Ridge.Fit fit = tried.fit(ridge, effects);
      if ((!makesSense || isBetter(fit.residuals(), errors)) && sensible.test(fit.coefficients())) {
        best = tried;
        errors = fit.residuals();
        makesSense = true;
      }
    }
  }

  Ridge.Fit fit(Ridge ridge, List<Effect> effects) {
    return ridge.fit(effects.stream().mapToDouble(e -> byKind.get(e.kind())).toArray(), noise);
  }

  private Spreads with(Kind kind, double spread) {
    Map<Kind, Double> changed = new EnumMap<>(byKind);
    changed.put(kind, spread);
    return new Spreads(changed, noise);
  }

  private static boolean isBetter(double[] tried, double[] errors) {
    int n = errors.length;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double gain = Math.abs(errors[i]) - Math.abs(tried[i]);
      sum += gain;
      squares += gain * gain;
    }
    double mean = sum / n;
    double variance = (squares - n * mean * mean) / (n - 1);
    return mean > Math.sqrt(variance / n);
  }
}
