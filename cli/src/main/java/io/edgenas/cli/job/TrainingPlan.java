package io.edgenas.cli.job;

import io.edgenas.supernet.policy.TrainingPolicy;
import java.time.Duration;
import java.util.List;

/**
 * How long a training takes, from a few measured steps of each phase.
 *
 * @param phases in order
 * @param secondsPerSample one evaluated subnet
 * @param samples subnets that are evaluated at the end
 */
public record TrainingPlan(List<Phase> phases, double secondsPerSample, int samples) {
  /** Factors are rounded to this, so that a resumed training finds the same one. */
  private static final double FACTOR_STEP = 1e-3;

  /** One phase. */
  public record Phase(String name, long steps, double secondsPerStep) {
    public double seconds() {
      return steps * secondsPerStep;
    }
  }

  public TrainingPlan {
    phases = List.copyOf(phases);
  }

  /** The steps of all phases. */
  public double trainingSeconds() {
    return phases.stream().mapToDouble(Phase::seconds).sum();
  }

  /** The evaluated subnets, and two at the end of each phase. */
  public double evaluationSeconds() {
    return secondsPerSample * (samples + 2 * phases.size());
  }

  /** Everything. */
  public Duration total() {
    return Duration.ofMillis((long) (1e3 * (trainingSeconds() + evaluationSeconds())));
  }

  /** The plan of a policy with all phases that much shorter. */
  TrainingPlan shortened(double factor) {
    return new TrainingPlan(
        phases.stream()
            .map(
                phase ->
                    new Phase(
                        phase.name(),
                        Math.max(1, Math.round(phase.steps() * factor)),
                        phase.secondsPerStep()))
            .toList(),
        secondsPerSample,
        samples);
  }

  /**
   * The policy with its phases shortened, all by the same factor, so that everything fits a time;
   * unchanged if it does already.
   */
  public TrainingPolicy fit(TrainingPolicy policy, Duration limit) {
    double left = limit.toMillis() / 1e3 - evaluationSeconds();
    double factor = Math.floor(left / trainingSeconds() / FACTOR_STEP) * FACTOR_STEP;
    return factor >= 1 ? policy : policy.scaledEpochs(Math.max(FACTOR_STEP, factor));
  }
}
