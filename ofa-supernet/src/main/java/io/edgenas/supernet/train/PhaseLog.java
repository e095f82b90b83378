package io.edgenas.supernet.train;

import io.edgenas.supernet.store.LogRow;
import io.edgenas.supernet.store.TrainingLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The log of one phase, which tells when the loss has run away although it is still a number: its
 * mean over the last steps is several times that of a network that gives every class the same
 * score. A function of the log alone, so that a resumed run judges as an uninterrupted one.
 */
final class PhaseLog {
  /** Steps that a mean is taken over at least: one bad batch is no divergence. */
  static final int STEPS = 20;

  /** A loss this many times that of knowing nothing has run away. */
  static final double FACTOR = 3;

  /** The mean loss of some steps. */
  private record Window(long steps, double loss) {}

  private final TrainingLog log;
  private final double lossOfKnowingNothing;
  private final Deque<Window> windows = new ArrayDeque<>();
  private long steps;
  private long seen;

  /**
   * @param log of the training; its rows of this phase are taken up
   * @param classes of the task
   * @param distillation weight of the loss against a teacher
   */
  PhaseLog(TrainingLog log, int phase, int classes, double distillation) {
    this.log = log;
    this.lossOfKnowingNothing = Math.log(classes) * (1 + distillation);
    log.rows().stream().filter(row -> row.phase() == phase).forEach(this::note);
  }

  /**
   * Adds a row.
   *
   * @throws DivergedException after it has been added, if the loss has run away
   */
  void append(LogRow row) throws IOException {
    log.append(row);
    double mean = note(row);
    if (steps >= STEPS && mean > FACTOR * lossOfKnowingNothing) {
      throw DivergedException.worseThanNothing(
          row.phaseName(), row.step(), row.learningRate(), mean, lossOfKnowingNothing);
    }
  }

  /** The mean loss over the last rows that together have {@link #STEPS} steps. */
  private double note(LogRow row) {
    windows.add(new Window(row.step() - seen, row.loss()));
    steps += row.step() - seen;
    seen = row.step();
    while (steps - windows.peek().steps() >= STEPS) {
      steps -= windows.remove().steps();
    }
    return windows.stream().mapToDouble(w -> w.steps() * w.loss()).sum() / steps;
  }
}
