package io.edgenas.supernet.train;

import io.edgenas.supernet.ElasticSupernet;
import io.edgenas.supernet.data.Batch;
import io.edgenas.supernet.data.BatchSource;
import io.edgenas.supernet.policy.PhaseSampler;
import io.edgenas.supernet.policy.PhaseSpec;
import io.edgenas.supernet.policy.Recipe;
import io.edgenas.supernet.policy.StepPlan;
import io.edgenas.supernet.policy.TrainingPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long a step of one phase takes. The median time per multiply-accumulate counts, so neither a
 * slow moment nor the subnets that the few measured steps happen to have decide.
 */
final class TimedPhase {
  /** Steps that say how much work the average step is; listing them costs nothing. */
  private static final int LISTED_STEPS = 256;

  private final TrainingPolicy policy;
  private final int phase;
  private final ElasticSupernet supernet;
  private final PhaseSpec spec;
  private final PhaseSampler sampler;
  private double[] secondsPerMac = {};

  TimedPhase(TrainingPolicy policy, int phase, ElasticSupernet supernet) {
    this.policy = policy;
    this.phase = phase;
    this.supernet = supernet;
    this.spec = policy.phases().get(phase);
    this.sampler = spec.restrict(supernet.space(), supernet.task());
  }

  /** Makes the first steps of the phase on the tensor thread; those after the warm-up are timed. */
  void measure(TrainingStep step, BatchSource source, int warmUp, int measured, Clock clock) {
    secondsPerMac = new double[measured];
    for (int number = 0; number < warmUp + measured; number++) {
      StepPlan plan = plan(number);
      try (Batch batch = source.batch(phase, number, plan.resolution())) {
        Instant began = clock.instant();
        step.run(batch, plan.subnets(), distillation(), 0);
        if (number >= warmUp) {
          double seconds = Duration.between(began, clock.instant()).toNanos() / 1e9;
          secondsPerMac[number - warmUp] = seconds / macs(plan);
        }
      }
    }
    Arrays.sort(secondsPerMac);
  }

  /** Of the average step of the phase. */
  double secondsPerStep() {
    double listed = 0;
    for (int number = 0; number < LISTED_STEPS; number++) {
      listed += macs(plan(number));
    }
    return secondsPerMac[secondsPerMac.length / 2] * listed / LISTED_STEPS;
  }

  private StepPlan plan(int number) {
    return sampler.step(policy.recipe(), spec.subnetsPerStep(), 0, phase, number);
  }

  /** Of all subnets of a step, for one image. */
  private double macs(StepPlan plan) {
    return plan.subnets().stream().mapToDouble(subnet -> supernet.lower(subnet).macs()).sum();
  }

  /** The weights teach themselves here: a teacher costs the same whatever it knows. */
  private TrainingStep.Distillation distillation() {
    return new TrainingStep.Distillation(
        spec.distillationRatio(),
        policy.recipe() == Recipe.SANDWICH ? Optional.empty() : Optional.of(supernet));
  }
}
