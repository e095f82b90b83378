package io.edgenas.profiler.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StopwatchTest {
  private static final long SECOND = 1_000_000_000L;

  private final SimulatedMachine machine = new SimulatedMachine(1);
  private final Stopwatch stopwatch = new Stopwatch(machine::nanos);

  @Test
  void findsTheStepOfTheClock() {
    assertEquals(20, stopwatch.stepNanos());
  }

  @Test
  void refusesAClockThatStandsStill() {
    assertThrows(IllegalStateException.class, () -> new Stopwatch(() -> 7));
  }

  @Test
  void samplesUntilTheTimeIsOver() {
    double before = machine.seconds();
    Samples samples = stopwatch.block(machine.subject(1_000, 0.5), 1, SECOND);
    assertEquals(1, machine.seconds() - before, 0.01);
    assertTrue(samples.size() > 500);
  }

  @Test
  void timesOneRunThatIsLongEnough() {
    assertEquals(1, stopwatch.runsPerSample(machine.subject(101, 0)));
  }

  @Test
  void timesSeveralRunsTogetherWhereOneIsTooShort() {
    TimedRun subject = machine.subject(7, 0);
    assertEquals(16, stopwatch.runsPerSample(subject));
    assertEquals(7, stopwatch.sampleUs(subject, 16), 0.02);
  }

  @Test
  void endsWithASubjectThatTakesNoTime() {
    assertTrue(stopwatch.runsPerSample(() -> {}) <= 16_384);
  }
}
