package io.edgenas.supernet.train;

import io.edgenas.base.input.Check;
import java.util.List;

/**
 * Says when the last step of a training should be done, and what the time is shared out by.
 *
 * @param endNanos by the trainer's clock, in nanoseconds
 * @param secondsPerStep of each phase, as planned: how one phase compares to the other counts, not
 *     how fast the machine was then
 * @param secondsPerJudging what judging subnets at the end of each phase takes, 0 or more
 */
public record TimeLimit(long endNanos, List<Double> secondsPerStep, double secondsPerJudging) {
  public TimeLimit {
    secondsPerStep = List.copyOf(secondsPerStep);
    secondsPerStep.forEach(seconds -> Check.positive("seconds per step", seconds));
    Check.range("seconds per judging", secondsPerJudging, 0, Double.MAX_VALUE);
  }

  /** The time limit of a training with this plan. */
  public static TimeLimit of(long endNanos, TrainingPlan plan, double secondsPerJudging) {
    return new TimeLimit(
        endNanos,
        plan.phases().stream().map(TrainingPlan.PhaseEstimate::secondsPerStep).toList(),
        secondsPerJudging);
  }
}
