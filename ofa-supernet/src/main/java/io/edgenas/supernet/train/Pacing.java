package io.edgenas.supernet.train;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.supernet.policy.PhaseSchedule;
import io.edgenas.supernet.store.ScheduleChange;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The schedules of a training's phases, which under a {@link TimeLimit} follow the machine: where
 * it proves slower than planned the rest gets fewer steps, where it recovers up to as many as
 * planned. Each change is on disk before a step depends on it, so a run that resumes makes the same
 * changes at the same steps; it decides anew only after the last of them.
 */
final class Pacing {
  /** How often per phase the pace is looked at: each time over enough steps to tell. */
  private static final int LOOKS = 20;

  /** A rest that is this share off is left alone: paces differ by as much from look to look. */
  private static final double TOLERANCE = 0.03;

  private final SupernetFolder folder;
  private final List<PhaseSchedule> planned;
  private final List<ScheduleChange> known;
  private final Optional<TimeLimit> limit;
  private final LongSupplier nanoTime;
  private Position looked = Position.START;

  /**
   * @param planned schedule of each phase, as the policy has it
   * @param nanoTime the clock of the limit, in nanoseconds
   * @throws BadInputException if the folder's changes do not fit the policy
   */
  Pacing(
      SupernetFolder folder,
      List<PhaseSchedule> planned,
      Optional<TimeLimit> limit,
      LongSupplier nanoTime) {
    this.folder = folder;
    this.planned = List.copyOf(planned);
    this.known = new ArrayList<>(folder.scheduleChanges());
    this.limit = limit;
    this.nanoTime = nanoTime;
    try {
      check();
    } catch (BadInputException e) {
      throw new BadInputException(
          folder.scheduleChangesFile()
              + " does not fit the policy: "
              + e.getMessage()
              + "; delete it and the checkpoint to train from the beginning",
          e);
    }
  }

  private void check() {
    for (int i = 0; i < known.size(); i++) {
      ScheduleChange change = known.get(i);
      Check.range(
          "phase", change.phase(), i == 0 ? 0 : known.get(i - 1).phase(), planned.size() - 1);
      Check.range("steps", change.steps(), 1, planned.get(change.phase()).steps());
    }
    for (int phase = 0; phase < planned.size(); phase++) {
      schedule(phase, Long.MAX_VALUE);
    }
  }

  /** The schedule of a phase, as it is known when some of its steps are done. */
  PhaseSchedule schedule(int phase, long step) {
    PhaseSchedule schedule = planned.get(phase);
    for (ScheduleChange change : known) {
      if (change.phase() == phase && change.step() <= step) {
        schedule = schedule.withSteps(change.step(), change.steps());
      }
    }
    return schedule;
  }

  /** The number of steps of each phase with all changes that are known. */
  List<Long> steps() {
    List<Long> steps = new ArrayList<>();
    for (int phase = 0; phase < planned.size(); phase++) {
      steps.add(schedule(phase, Long.MAX_VALUE).steps());
    }
    return steps;
  }

  /**
   * Looks at the pace after a step and returns the phase's schedule from there on.
   *
   * @param now the schedule by which that step was made
   */
  PhaseSchedule after(Position position, PhaseSchedule now) throws IOException {
    if (!decided(position) && due(position, now)) {
      long rest = rest(position, now);
      looked = position;
      long change = Math.abs(rest - (now.steps() - position.step()));
      if (change > TOLERANCE * (now.steps() - position.step())) {
        ScheduleChange made =
            new ScheduleChange(position.phase(), position.step(), position.step() + rest);
        folder.addScheduleChange(made);
        known.add(made);
      }
    }
    return schedule(position.phase(), position.step());
  }

  /** Whether this step or a later one has its change already. */
  private boolean decided(Position position) {
    if (known.isEmpty()) {
      return false;
    }
    ScheduleChange last = known.get(known.size() - 1);
    return last.phase() > position.phase()
        || last.phase() == position.phase() && last.step() >= position.step();
  }

  private boolean due(Position position, PhaseSchedule now) {
    if (limit.isEmpty() || position.step() < now.warmUpSteps() || position.step() == now.steps()) {
      return false;
    }
    if (looked.phase() != position.phase() || looked.step() == 0) {
      looked = position; // the first step of a phase or of a process is slow
      return false;
    }
    long interval = Math.max(1, planned.get(position.phase()).steps() / LOOKS);
    return position.step() - looked.step() >= interval;
  }

  /** How many steps are left of the phase if all that is left shall fit the time. */
  private long rest(Position position, PhaseSchedule now) {
    PhaseSchedule full = planned.get(position.phase());
    double unhurried = (1 - now.progress(position.step())) * (full.steps() - full.warmUpSteps());
    List<Double> secondsPerStep = limit.orElseThrow().secondsPerStep();
    double pace =
        (position.elapsedSeconds() - looked.elapsedSeconds()) / (position.step() - looked.step());
    double later = 0;
    for (int phase = position.phase() + 1; phase < planned.size(); phase++) {
      later += planned.get(phase).steps() * secondsPerStep.get(phase);
    }
    double slowdown = pace / secondsPerStep.get(position.phase());
    double needed = unhurried * pace + later * slowdown;
    double judging = limit.get().secondsPerJudging() * (planned.size() - position.phase());
    double left = (limit.get().endNanos() - nanoTime.getAsLong()) / 1e9 - judging;
    return Math.max(1, Math.round(unhurried * Math.min(1, Math.max(0, left) / needed)));
  }
}
