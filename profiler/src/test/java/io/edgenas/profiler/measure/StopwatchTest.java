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
  void stopsAsSoonAsTheMedianIsPrecise() {
    Samples samples = stopwatch.burst(machine.subject(100, 0.01), 1, 60 * SECOND, 0.01);
    assertTrue(samples.medianInterval().halfWidthShare(samples.median()) <= 0.01);
    // The time for warm-up is a share of what was granted; sampling itself takes little of it.
    assertTrue(samples.size() < 100, samples.size() + " samples");
  }

  @Test
  void samplesMoreWhereThereIsMoreNoise() {
    int quiet = stopwatch.burst(machine.subject(100, 0.01), 1, 10 * SECOND, 0.005).size();
    int noisy = stopwatch.burst(machine.subject(100, 0.10), 1, 10 * SECOND, 0.005).size();
    assertTrue(noisy > 10 * quiet, noisy + " against " + quiet);
  }

  @Test
  void stopsWhenTheTimeIsOver() {
    double before = machine.seconds();
    Samples samples = stopwatch.burst(machine.subject(1_000, 0.5), 1, SECOND, 1e-6);
    assertTrue(machine.seconds() - before < 1.01);
    assertTrue(samples.size() > 500);
  }

  @Test
  void takesSixSamplesEvenIfTheTimeIsOverBefore() {
    assertEquals(6, stopwatch.burst(machine.subject(1e6, 0), 1, 1, 0.01).size());
  }

  @Test
  void timesOneRunThatIsLongEnoughForTheClock() {
    assertEquals(1, stopwatch.runsPerSample(machine.subject(3, 0)));
  }

  @Test
  void timesSeveralRunsTogetherWhereOneIsTooShortForTheClock() {
    TimedRun subject = machine.subject(0.15, 0);
    assertEquals(16, stopwatch.runsPerSample(subject));
    double medianUs = stopwatch.burst(subject, 16, SECOND, 0.01).median();
    assertEquals(0.15, medianUs, 0.15 * 0.01 + 0.02 / 16);
  }

  @Test
  void endsWithASubjectThatTakesNoTime() {
    assertTrue(stopwatch.runsPerSample(() -> {}) <= 16_384);
  }
}
