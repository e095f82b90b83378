package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.supernet.elastic.Tensors;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.Policies;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.LogRow;
import io.edgenas.supernet.store.ScheduleChange;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that must end by a time, on machines whose pace the test decides. */
class TimeLimitTest {
  private static final TrainingPolicy POLICY = Policies.builtIn("tiny");

  private static final List<Long> STEPS = List.of(24L, 12L, 12L, 12L);

  /** Of the plan: the later phases have more subnets per step. */
  private static final List<Double> SECONDS = List.of(1.0, 1.0, 2.0, 2.0);

  private static final double PLANNED_SECONDS = 24 + 12 + 24 + 24;

  @TempDir Path temporary;

  /** A clock of durations may begin anywhere, and pass the largest number. */
  private static final long STARTED = Long.MAX_VALUE - 30_000_000_000L;

  /** Time passes only within steps: between the first two looks after a trainer asked to go on. */
  private static final class SteppedClock implements LongSupplier {
    private final LongToDoubleFunction slowdown;
    private long steps;
    private int phase;
    private int looks;
    private double seconds;

    SteppedClock(LongToDoubleFunction slowdown) {
      this.slowdown = slowdown;
    }

    /** The trainer asks before each step whether to stop. */
    boolean stop() {
      looks = 0;
      return false;
    }

    @Override
    public long getAsLong() {
      if (++looks == 2) {
        seconds += SECONDS.get(phase) * slowdown.applyAsDouble(steps++);
      }
      return STARTED + Math.round(1e9 * seconds);
    }
  }

  private SupernetFolder folder(String name) throws IOException {
    return TinyTraining.folder(temporary.resolve(name), POLICY, 3);
  }

  /** Trains under a limit that the plan would just meet, and gives the seconds it took. */
  private static double train(SupernetFolder folder, LongToDoubleFunction slowdown) {
    SteppedClock clock = new SteppedClock(slowdown);
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void step(TrainingProgress progress) {}

          @Override
          public void row(LogRow row) {
            if (row.largestTop1().isPresent()) {
              clock.phase = Math.min(3, row.phase() + 1);
            }
          }
        };
    TimeLimit limit = new TimeLimit(STARTED + (long) (1e9 * PLANNED_SECONDS), SECONDS, 0);
    try (TensorThread thread = Tensors.start()) {
      new Trainer(thread, folder, TinyTraining.DATA, clock, listener, clock::stop).run(limit);
    }
    assertTrue(folder.trained());
    return clock.seconds;
  }

  private static void goOn(SupernetFolder folder, BooleanSupplier stop) {
    try (TensorThread thread = Tensors.start()) {
      new Trainer(
              thread, folder, TinyTraining.DATA, System::nanoTime, TrainingListener.SILENT, stop)
          .run();
    }
  }

  private static List<LogRow> ends(SupernetFolder folder) {
    return folder.log().stream().filter(row -> row.largestTop1().isPresent()).toList();
  }

  private static List<Long> steps(SupernetFolder folder) {
    return ends(folder).stream().map(LogRow::step).toList();
  }

  @Test
  void aMachineAsFastAsPlannedMakesEveryStep() throws IOException {
    SupernetFolder folder = folder("planned");
    assertEquals(PLANNED_SECONDS, train(folder, step -> 1), 1e-6);
    assertEquals(STEPS, steps(folder));
    assertEquals(List.of(), folder.scheduleChanges());
    assertFalse(Files.exists(folder.scheduleChangesFile()));
  }

  @Test
  void aSlowerMachineEndsInTimeWithEveryPhaseShorterAndItsRateFallingToZero() throws IOException {
    SupernetFolder folder = folder("slow");
    double seconds = train(folder, step -> step < 5 ? 1 : 2);
    assertTrue(seconds < 1.03 * PLANNED_SECONDS, "took " + seconds);
    assertTrue(seconds > 0.9 * PLANNED_SECONDS, "took " + seconds);
    for (int phase = 0; phase < STEPS.size(); phase++) {
      LogRow end = ends(folder).get(phase);
      double share = (double) end.step() / STEPS.get(phase);
      assertTrue(share > 0.4 && share < 0.75, "phase " + phase + " has " + share);
      double highest = POLICY.phases().get(phase).learningRate();
      assertTrue(end.learningRate() < 0.25 * highest, "last rate " + end.learningRate());
    }
  }

  @Test
  void aMachineThatRecoversMakesUpForItButNeverMoreThanPlanned() throws IOException {
    SupernetFolder folder = folder("recovers");
    train(folder, step -> step < 10 ? 1.5 : 0.5);
    List<ScheduleChange> first =
        folder.scheduleChanges().stream().filter(change -> change.phase() == 0).toList();
    long fewest = first.stream().mapToLong(ScheduleChange::steps).min().orElseThrow();
    assertTrue(fewest < steps(folder).get(0), "fewest " + fewest + ", made " + steps(folder));
    assertTrue(steps(folder).get(0) < STEPS.get(0));
    assertEquals(STEPS.subList(1, 4), steps(folder).subList(1, 4));
  }

  @Test
  void aRunThatResumesMakesTheSameChanges() throws IOException {
    SupernetFolder whole = folder("whole");
    train(whole, step -> step < 15 ? 1.7 : 1.2);
    assertTrue(whole.scheduleChanges().size() > 1, whole.scheduleChanges().toString());
    SupernetFolder resumed = folder("resumed");
    Files.copy(whole.scheduleChangesFile(), resumed.scheduleChangesFile());
    int[] asked = {0};
    goOn(resumed, () -> ++asked[0] > 20);
    assertFalse(resumed.trained());
    goOn(resumed, () -> false);
    assertArrayEquals(
        Files.readAllBytes(whole.path().resolve("weights.safetensors")),
        Files.readAllBytes(resumed.path().resolve("weights.safetensors")));
    assertEquals(TinyTraining.logWithoutTimes(whole), TinyTraining.logWithoutTimes(resumed));
  }

  @Test
  void changesThatDoNotFitThePolicyAreRefusedByName() throws IOException {
    for (String row :
        List.of("4,1,5", "-1,1,5", "0,24,24", "0,2,10", "0,10,25", "0,10,10", "a,b,c")) {
      SupernetFolder folder = folder("damaged " + row);
      Files.writeString(folder.scheduleChangesFile(), "phase,step,steps\n" + row + "\n");
      BadInputException refused =
          assertThrows(BadInputException.class, () -> goOn(folder, () -> false), row);
      assertTrue(refused.getMessage().contains("schedule-changes.csv"), refused.getMessage());
    }
  }

  @Test
  void aTimeForEachPhaseIsAskedFor() throws IOException {
    SupernetFolder folder = folder("phases");
    try (TensorThread thread = Tensors.start()) {
      Trainer trainer =
          new Trainer(
              thread,
              folder,
              TinyTraining.DATA,
              System::nanoTime,
              TrainingListener.SILENT,
              () -> false);
      TimeLimit limit = new TimeLimit(0, List.of(1.0), 0);
      assertThrows(BadInputException.class, () -> trainer.run(limit));
    }
  }
}
