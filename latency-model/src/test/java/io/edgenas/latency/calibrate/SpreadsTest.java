package io.edgenas.latency.calibrate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.latency.calibrate.Effect.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpreadsTest {
  private static final List<Effect> EFFECTS =
      Stream.of(Kind.values()).map(kind -> new Effect(kind, "only")).toList();
  private static final SplittableRandom RANDOM = new SplittableRandom(7);
  private static final double[][] ROWS =
      Stream.generate(() -> RANDOM.doubles(EFFECTS.size(), 0, 1).toArray())
          .limit(60)
          .toArray(double[][]::new);

  private static final Predicate<double[]> ANY = coefficients -> true;

  private static Ridge ridge(double share, Kind kind) {
    double[] targets =
        Arrays.stream(ROWS)
            .mapToDouble(row -> share * row[kind.ordinal()] + 0.01 * RANDOM.nextGaussian())
            .toArray();
    return new Ridge(ROWS, targets);
  }

  private static double error(Spreads spreads, Ridge ridge) {
    return Arrays.stream(spreads.fit(ridge, EFFECTS).residuals()).map(Math::abs).sum();
  }

  @Test
  void leavesNoiseAlone() {
    Spreads chosen = Spreads.choose(ridge(0, Kind.STAGE), EFFECTS, ANY);
    for (Kind kind : Kind.values()) {
      assertTrue(chosen.byKind().get(kind) <= kind.initialSpread(), chosen.toString());
    }
  }

  @Test
  void takesInWhatExplainsTheNetworks() {
    Spreads chosen = Spreads.choose(ridge(0.4, Kind.KERNEL), EFFECTS, ANY);
    assertTrue(chosen.byKind().get(Kind.KERNEL) >= 0.1, chosen.toString());
    assertTrue(chosen.byKind().get(Kind.EXPAND) < 0.1, chosen.toString());
  }

  @Test
  void neverTakesCoefficientsThatMakeNoSense() {
    Ridge ridge = ridge(0.4, Kind.KERNEL);
    int kernel = Kind.KERNEL.ordinal();
    Predicate<double[]> small = coefficients -> coefficients[kernel] < 0.2;
    Spreads chosen = Spreads.choose(ridge, EFFECTS, small);
    assertTrue(small.test(chosen.fit(ridge, EFFECTS).coefficients()), chosen.toString());
    int part = Kind.PART.ordinal();
    Predicate<double[]> none = coefficients -> coefficients[part] == 0;
    Ridge startsWithIt = ridge(0.4, Kind.PART);
    assertFalse(none.test(Spreads.initial().fit(startsWithIt, EFFECTS).coefficients()));
    assertTrue(
        none.test(
            Spreads.choose(startsWithIt, EFFECTS, none).fit(startsWithIt, EFFECTS).coefficients()));
  }

  @Test
  void isNeverWorseThanTheStart() {
    for (Kind kind : Kind.values()) {
      for (double share : new double[] {-0.5, 0, 0.02, 0.3}) {
        Ridge ridge = ridge(share, kind);
        Spreads chosen = Spreads.choose(ridge, EFFECTS, ANY);
        assertTrue(error(chosen, ridge) <= error(Spreads.initial(), ridge), kind + " " + share);
      }
    }
  }
}
