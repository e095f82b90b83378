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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * How long a step of one phase takes. The median time per multiply-accumulate counts, so neither a
 * slow moment nor the subnets that the few measured steps happen to have decide.
 */
final class TimedPhase {
  /** Steps that say how much work the average step is; listing them costs nothing. */
  private static final int LISTED_STEPS = 256;

  /** After so long there are no more steps of warm-up, or timed ones, than these. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

  private static final int LEAST_STEPS = 3;

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

  /**
   * Makes the first steps of the phase on the tensor thread; those after the warm-up are timed.
   * Where steps take a second and more, a handful must do: nobody waits minutes for a plan.
   *
   * @param warmUp most steps before those
   * @param measured most steps that are timed
   * @param stop asked before each step
   * @throws CancellationException if told to stop
   */
  void measure(
      TrainingStep step,
      BatchSource source,
      int warmUp,
      int measured,
      Clock clock,
      BooleanSupplier stop) {
    int next = makeSteps(step, source, 0, warmUp, clock, stop, new ArrayList<>());
    List<Double> paces = new ArrayList<>();
    makeSteps(step, source, next, measured, clock, stop, paces);
    secondsPerMac = paces.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /**
   * Makes steps, and notes how many seconds each took per multiply-accumulate.
   *
   * @param most number of steps; where they are slow, fewer
   * @return number of the next step
   */
  private int makeSteps(
      TrainingStep step,
      BatchSource source,
      int first,
      int most,
      Clock clock,
      BooleanSupplier stop,
      List<Double> paces) {
    Instant start = clock.instant();
    int number = first;
    while (number < first + most && (number < first + LEAST_STEPS || !late(start, clock))) {
      if (stop.getAsBoolean() || supernet.thread().ending()) {
        throw new CancellationException("told to stop while the training was planned");
      }
      StepPlan plan = plan(number);
      try (Batch batch = source.batch(phase, number, plan.resolution())) {
        Instant began = clock.instant();
        step.run(batch, plan.subnets(), distillation(), 0);
        double seconds = Duration.between(began, clock.instant()).toNanos() / 1e9;
        paces.add(seconds / macs(plan));
      }
      number++;
    }
    return number;
  }

  private static boolean late(Instant start, Clock clock) {
    return Duration.between(start, clock.instant()).compareTo(LONG_ENOUGH) > 0;
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
        spec.labelWeight(),
        policy.recipe() == Recipe.SANDWICH ? Optional.empty() : Optional.of(supernet));
  }
}
