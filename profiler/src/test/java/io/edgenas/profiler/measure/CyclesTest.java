package io.edgenas.profiler.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CyclesTest {
  private static final long SECOND = 1_000_000_000L;

  private final SimulatedMachine machine = new SimulatedMachine(1);
  private final Stopwatch stopwatch = new Stopwatch(machine::nanos);
  private final Cycles cycles = new Cycles(stopwatch);

  private List<Timing> measure(double... mediansUs) {
    List<TimedRun> subjects = new ArrayList<>();
    for (double medianUs : mediansUs) {
      subjects.add(machine.subject(medianUs, 0.03));
    }
    return cycles.measure(subjects, SECOND, StopSignal.NEVER);
  }

  @Test
  void findsTheMedianOfEachSubject() {
    List<Timing> timings = measure(10, 200, 3);
    assertEquals(10, timings.get(0).medianUs(), 0.1);
    assertEquals(200, timings.get(1).medianUs(), 2);
    assertEquals(3, timings.get(2).medianUs(), 0.03);
  }

  @Test
  void keepsTheRatioOfSubjectsOnAMachineThatChangesItsSpeedAllTheTime() {
    machine.slowdown(second -> 1 + 0.4 * Math.abs(Math.sin(3 * second)) * (second % 0.7));
    List<Timing> timings = measure(400, 100, 250, 600);
    double first = timings.get(0).medianUs();
    assertEquals(0.25, timings.get(1).medianUs() / first, 0.005);
    assertEquals(0.625, timings.get(2).medianUs() / first, 0.01);
    assertEquals(1.5, timings.get(3).medianUs() / first, 0.02);
  }

  @Test
  void leavesOutCyclesInWhichSomethingElseWasGoingOn() {
    double start = machine.seconds();
    machine.slowdown(second -> second > start + 0.2 && second < start + 0.5 ? 3 : 1);
    Timing timing = measure(400, 300).get(0);
    assertEquals(400, timing.medianUs(), 8);
    assertTrue(timing.p90Us() < 500, timing.toString());
  }

  @Test
  void knowsTheMedianBetterThanASingleRun() {
    Timing timing = measure(400, 300).get(0);
    Interval interval = timing.interval();
    assertTrue(interval.low() <= 400 && 400 <= interval.high(), timing.toString());
    assertTrue(interval.halfWidthShare(400) < 0.01, timing.toString());
    assertTrue(timing.p10Us() < 0.98 * 400 && timing.p90Us() > 1.02 * 400, timing.toString());
  }

  @Test
  void keepsToItsTimeWhateverTheNumberOfSubjects() {
    double before = machine.seconds();
    measure(400, 300, 20, 5);
    assertEquals(1, machine.seconds() - before, 0.02);
  }

  @Test
  void makesAFewCyclesWhereTheTimeIsTooShort() {
    long runs =
        cycles
            .measure(List.of(machine.subject(1e6, 0.01)), SECOND / 1_000, StopSignal.NEVER)
            .get(0)
            .runs();
    assertEquals(Cycles.LEAST, runs);
  }

  @Test
  void preparesBeforeEachSampleAndTimesOnlyTheSample() {
    TimedRun run = machine.subject(400, 0.03);
    TimedRun preparation = machine.subject(900, 0.03);
    TimedRun prepared =
        new TimedRun() {
          @Override
          public void runOnce() {
            run.runOnce();
          }

          @Override
          public void prepare() {
            preparation.runOnce();
          }
        };
    Timing timing = cycles.measure(List.of(prepared), SECOND, StopSignal.NEVER).get(0);
    assertEquals(400, timing.medianUs(), 8);
    assertEquals(SECOND / 1.3e6, timing.runs(), 20);
  }

  @Test
  void stopsBetweenSamples() {
    long runs = machine.runs();
    StopSignal afterHundredRuns = () -> machine.runs() > runs + 100;
    List<TimedRun> subjects = List.of(machine.subject(1_000, 0.3), machine.subject(1_000, 0.3));
    assertThrows(StoppedException.class, () -> cycles.measure(subjects, SECOND, afterHundredRuns));
  }
}
