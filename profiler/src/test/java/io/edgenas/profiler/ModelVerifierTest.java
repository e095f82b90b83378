package io.edgenas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.input.BadInputException;
import io.edgenas.profiler.ModelVerifier.Verdict;
import io.edgenas.profiler.ModelVerifier.Verification;
import io.edgenas.profiler.measure.SimulatedMachine;
import io.edgenas.profiler.measure.TimedRun;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelVerifierTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final SimulatedMachine machine = new SimulatedMachine(1);
  private final ModelVerifier verifier = new ModelVerifier(machine::nanos);

  private Verification verify(double trueUs, double noise, double budgetMs) {
    return verifier.verify(
        machine.subject(trueUs, noise), Optional.empty(), OptionalDouble.of(budgetMs), LIMIT);
  }

  @Test
  void isSoonSureOfABudgetThatIsEasilyMet() {
    Verification verification = verify(9_000, 0.05, 10);
    assertEquals(Verdict.MET, verification.verdict());
    assertEquals(9, verification.medianMs(), 0.1);
    assertTrue(verification.intervalMs().high() < 10);
    assertTrue(verification.p90Ms() > verification.medianMs());
    assertTrue(verification.seconds() < 6, verification.seconds() + " s");
  }

  @Test
  void isSoonSureOfABudgetThatIsClearlyMissed() {
    Verification verification = verify(11_000, 0.05, 10);
    assertEquals(Verdict.MISSED, verification.verdict());
    assertTrue(verification.intervalMs().low() > 10);
  }

  @Test
  void staysUndecidedOnTheBudgetItselfUntilTheTimeIsOver() {
    Verification verification = verify(10_000, 0.05, 10);
    assertEquals(Verdict.UNDECIDED, verification.verdict());
    assertEquals(20, verification.seconds(), 0.5);
  }

  @Test
  void countsDriftAsUncertainty() {
    machine.slowdown(second -> 0.9 + 0.02 * second);
    Verification drifting = verify(10_000, 0.001, 9.99);
    assertTrue(
        drifting.intervalMs().high() - drifting.intervalMs().low() > 0.3, drifting.toString());
  }

  @Test
  void erredInAtMost5PercentOfBudgetsThatAreJustMissed() {
    int wrong = 0;
    int tries = 400;
    for (int i = 0; i < tries; i++) {
      SimulatedMachine fresh = new SimulatedMachine(i);
      Verification verification =
          new ModelVerifier(fresh::nanos)
              .verify(
                  fresh.subject(10_001, 0.2),
                  Optional.empty(),
                  OptionalDouble.of(10),
                  Duration.ofSeconds(5));
      wrong += verification.verdict() == Verdict.MET ? 1 : 0;
    }
    assertTrue(wrong <= tries * 0.05, wrong + " of " + tries);
  }

  @Test
  void timesRunsTooShortForTheClock() {
    Verification verification = verify(0.5, 0.01, 0.001);
    assertEquals(Verdict.MET, verification.verdict());
    assertEquals(0.0005, verification.medianMs(), 0.00001);
  }

  @Test
  void givesAModelThatIsTooSlowForTheTimeNoVerdict() {
    Verification verification = verify(9e6, 0, 10_000);
    assertEquals(Verdict.UNDECIDED, verification.verdict());
    assertEquals(9_000, verification.medianMs(), 1);
  }

  @Test
  void measuresWithoutABudget() {
    Verification verification =
        verifier.verify(
            machine.subject(500, 0.05), Optional.empty(), OptionalDouble.empty(), LIMIT);
    assertEquals(Verdict.MEASURED, verification.verdict());
    assertEquals(0.5, verification.medianMs(), 0.01);
    assertTrue(verification.seconds() < 20);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesABudgetThatIsNone(double budgetMs) {
    BadInputException e = assertThrows(BadInputException.class, () -> verify(1_000, 0, budgetMs));
    assertTrue(e.getMessage().contains("budget in ms " + budgetMs));
  }

  @Test
  void judgesByTheStateOfTheMachineThatTheProfileHoldsFor() {
    machine.slowdown(second -> 1.3 + 0.2 * Math.sin(second));
    TimedRun model = machine.subject(500, 0.05);
    Workbench.Loaded sentinel = loaded(machine.subject(200, 0.05));
    Verification asItIs = verifier.verify(model, Optional.empty(), OptionalDouble.of(0.52), LIMIT);
    assertEquals(Verdict.MISSED, asItIs.verdict());
    Verification asInTheProfile =
        verifier.verify(
            model, Optional.of(new Pace(sentinel, 200)), OptionalDouble.of(0.52), LIMIT);
    assertEquals(Verdict.MET, asInTheProfile.verdict());
    assertEquals(0.5, asInTheProfile.medianMs(), 0.01);
    assertEquals(1.3, asInTheProfile.slowness(), 0.2);
  }

  private static Workbench.Loaded loaded(TimedRun run) {
    return new Workbench.Loaded() {
      @Override
      public String modelSha256() {
        return "";
      }

      @Override
      public void runOnce() {
        run.runOnce();
      }

      @Override
      public void close() {}
    };
  }
}
