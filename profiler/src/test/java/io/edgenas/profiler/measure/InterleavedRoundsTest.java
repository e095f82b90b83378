package io.edgenas.profiler.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.profiler.measure.InterleavedRounds.Measured;
import io.edgenas.profiler.measure.InterleavedRounds.Settings;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterleavedRoundsTest {
  private static final Settings SETTINGS = new Settings(3, 3, 0.005, 0.1);
  private static final long SECOND = 1_000_000_000L;

  private final SimulatedMachine machine = new SimulatedMachine(1);
  private final Stopwatch stopwatch = new Stopwatch(machine::nanos);
  private Sentinel sentinel;
  private InterleavedRounds rounds;

  @BeforeEach
  void readSentinel() {
    sentinel = new Sentinel(machine.subject(50, 0.01), stopwatch, 5_000_000);
    for (int i = 0; i < 10; i++) {
      sentinel.deviation();
    }
    rounds = new InterleavedRounds(stopwatch, sentinel, SETTINGS);
  }

  private List<Measured> measure(TimedRun... subjects) {
    return rounds.measure(List.of(subjects), SECOND, StopSignal.NEVER);
  }

  @Test
  void findsTheMedianOfEachSubject() {
    List<Measured> measured =
        measure(machine.subject(10, 0.03), machine.subject(200, 0.03), machine.subject(3, 0.03));
    assertEquals(10, measured.get(0).timing().medianUs(), 0.15);
    assertEquals(200, measured.get(1).timing().medianUs(), 3);
    assertEquals(3, measured.get(2).timing().medianUs(), 0.05);
  }

  @Test
  void repeatsRoundsDuringWhichTheMachineWasSlow() {
    double start = machine.seconds();
    machine.slowdown(second -> second > start + 0.3 && second < start + 1.2 ? 2 : 1);
    Timing timing = measure(machine.subject(1_000, 0.3)).get(0).timing();
    assertEquals(1_000, timing.medianUs(), 50);
    assertTrue(timing.interval().high() < 1_200, timing.toString());
  }

  @Test
  void endsAfterTheExtraRoundsOnAMachineThatNeverRests() {
    machine.slowdown(second -> 1 + Math.floor(100 * second) % 3);
    Measured measured = measure(machine.subject(1_000, 0.3)).get(0);
    assertEquals(3, measured.rounds().size());
    assertTrue(machine.seconds() < 6.0 / 3 + 0.5, machine.seconds() + " s");
  }

  @Test
  void widensTheIntervalToAllRounds() {
    Timing timing = Timing.of(List.of(same(10), same(11), same(13)), 4);
    assertEquals(11, timing.medianUs());
    assertEquals(new Interval(10, 13), timing.interval());
    assertEquals(72, timing.runs());
  }

  @Test
  void keepsThePercentilesAroundTheMedian() {
    Samples many = new Samples();
    for (int i = 0; i < 1_000; i++) {
      many.add(30);
    }
    Timing timing = Timing.of(List.of(same(10), same(20), many), 1);
    assertEquals(20, timing.medianUs());
    assertTrue(timing.p10Us() <= 20 && timing.p90Us() >= 20);
  }

  @Test
  void splitsRoundsIntoTwoIndependentHalves() {
    Measured measured = new Measured(List.of(same(1), same(5), same(3), same(7)), 1);
    assertEquals(2, measured.half(true).medianUs());
    assertEquals(6, measured.half(false).medianUs());
  }

  @Test
  void stopsBetweenBursts() {
    long runs = machine.runs();
    StopSignal afterHundredRuns = () -> machine.runs() > runs + 100;
    assertThrows(
        StoppedException.class,
        () ->
            rounds.measure(
                List.of(machine.subject(1_000, 0.3), machine.subject(1_000, 0.3)),
                SECOND,
                afterHundredRuns));
  }

  private static Samples same(double value) {
    return Samples.of(value, value, value, value, value, value);
  }
}
