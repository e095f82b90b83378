package io.edgenas.cli.text;

import io.edgenas.supernet.train.TrainingProgress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** How fast a phase goes and what its loss is, over its last steps in this process. */
final class TrainingPace {
  private static final int STEPS = 200;

  /** Fewer steps, some of them with judging or compiling beside them, tell little. */
  private static final int LEAST_STEPS = 10;

  private final Deque<TrainingProgress> last = new ArrayDeque<>();
  private int phase = -1;

  void add(TrainingProgress step) {
    if (step.phase() != phase) {
      last.clear();
      phase = step.phase();
    }
    last.add(step);
    if (last.size() > STEPS) {
      last.remove();
    }
  }

  /** Returns the mean time of a step; empty until there are a few steps. */
  OptionalDouble secondsPerStep() {
    if (last.size() <= LEAST_STEPS) {
      return OptionalDouble.empty();
    }
    double seconds = last.getLast().elapsedSeconds() - last.getFirst().elapsedSeconds();
    return OptionalDouble.of(seconds / (last.size() - 1));
  }

  /** Images that gradients are computed for, once per subnet. */
  OptionalDouble imagesPerSecond() {
    OptionalDouble seconds = secondsPerStep();
    return seconds.isPresent() && seconds.getAsDouble() > 0
        ? OptionalDouble.of(last.getLast().images() / seconds.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Mean over the last steps. */
  double loss() {
    return last.stream().mapToDouble(TrainingProgress::loss).average().orElse(Double.NaN);
  }
}
