package io.edgenas.pipeline.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.pipeline.extract.BudgetLoop.Attempt;
import io.edgenas.pipeline.extract.BudgetLoop.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetLoopTest {
  private static final double BUDGET_MS = 10;
  private static final double FASTEST_MS = 1;
  private static final double SLOWEST_MS = 40;

  private final List<Double> asked = new ArrayList<>();

  /** A device whose files take what {@code measured} makes of the model's bound. */
  private BudgetLoop<String> loop(DoubleUnaryOperator measured) {
    return new BudgetLoop<>(
        BUDGET_MS,
        effective -> {
          asked.add(effective);
          if (effective < FASTEST_MS) {
            return Optional.empty();
          }
          double bound = Math.min(effective, SLOWEST_MS);
          double ms = measured.applyAsDouble(bound);
          return Optional.of(
              new Attempt<>(
                  "file for " + effective,
                  bound,
                  ms,
                  ms <= BUDGET_MS ? Standing.MET : Standing.MISSED,
                  bound == SLOWEST_MS));
        });
  }

  @Test
  void takesTheFirstFileThatKeepsAndUsesItsBudget() {
    Attempt<String> best = loop(bound -> 0.93 * bound).run().orElseThrow();
    assertEquals("file for 10.0", best.file());
    assertEquals(List.of(BUDGET_MS), asked);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.6, 0.84, 1.01, 1.2, 1.9, 3})
  void endsWithinTheBudgetAndUsesItWhateverTheModelGetsWrong(double factor) {
    Attempt<String> best = loop(bound -> factor * bound).run().orElseThrow();
    assertEquals(Standing.MET, best.standing());
    assertTrue(best.measuredMs() >= BudgetLoop.LOOSE * BUDGET_MS, "" + best);
  }

  @Test
  void lowersTheEffectiveBudgetByTheObservedRatioOnAMiss() {
    loop(bound -> 1.5 * bound).run();
    assertEquals(BudgetLoop.AIM * BUDGET_MS / 1.5, asked.get(1), 1e-9);
  }

  @Test
  void givesUpAfterThreeMoreTries() {
    int[] calls = {0};
    BudgetLoop<String> loop = loop(bound -> BUDGET_MS * (1.5 - 0.01 * calls[0]++));
    Attempt<String> best = loop.run().orElseThrow();
    assertEquals(Standing.MISSED, best.standing());
    assertEquals(BudgetLoop.MAX_ATTEMPTS, loop.attempts().size());
    assertEquals(1.47 * BUDGET_MS, best.measuredMs(), 1e-9, "the fastest of them");
  }

  @Test
  void doesNotLookForSlowerFilesThanThereAre() {
    BudgetLoop<String> loop =
        new BudgetLoop<>(
            100, effective -> Optional.of(new Attempt<>("largest", 40, 38, Standing.MET, true)));
    assertEquals(38, loop.run().orElseThrow().measuredMs());
    assertEquals(1, loop.attempts().size());
  }

  @Test
  void keepsWhatItHasWhenNothingFitsTheLoweredBudget() {
    Attempt<String> best = loop(bound -> 100 * bound).run().orElseThrow();
    assertEquals(Standing.MISSED, best.standing());
    assertEquals(2, asked.size());
  }

  @Test
  void hasNothingWhenNothingFitsTheBudget() {
    assertTrue(new BudgetLoop<String>(BUDGET_MS, effective -> Optional.empty()).run().isEmpty());
  }

  @Test
  void doesNotMeasureTheSameFileForever() {
    BudgetLoop<String> loop =
        new BudgetLoop<>(
            BUDGET_MS, effective -> Optional.of(new Attempt<>("only", 5, 6, Standing.MET, false)));
    loop.run();
    assertEquals(2, loop.attempts().size());
  }
}
