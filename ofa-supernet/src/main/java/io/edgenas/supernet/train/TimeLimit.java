package io.edgenas.supernet.train;

import io.edgenas.input.Check;
import java.time.Instant;
import java.util.List;

/**
 * When the last step of a training should be done.
 *
 * @param end by the trainer's clock
 * @param secondsPerStep of each phase, as planned: how one phase compares to the other counts, not
 *     how fast the machine was then
 */
public record TimeLimit(Instant end, List<Double> secondsPerStep) {
  public TimeLimit {
    secondsPerStep = List.copyOf(secondsPerStep);
    secondsPerStep.forEach(seconds -> Check.positive("seconds per step", seconds));
  }

  /** For a plan. */
  public static TimeLimit of(Instant end, TrainingPlan plan) {
    return new TimeLimit(
        end, plan.phases().stream().map(TrainingPlan.PhaseEstimate::secondsPerStep).toList());
  }
}
