package io.edgenas.supernet.train;

import io.edgenas.base.statistics.Quantiles;
import io.edgenas.data.batch.Batch;
import io.edgenas.data.batch.BatchSource;
import io.edgenas.supernet.elastic.ElasticSupernet;
import io.edgenas.supernet.policy.PhaseSampler;
import io.edgenas.supernet.policy.PhaseSpec;
import io.edgenas.supernet.policy.Recipe;
import io.edgenas.supernet.policy.StepPlan;
import io.edgenas.supernet.policy.TrainingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Measures how long a step of one phase takes. The median time per work counts, so neither a slow
 * moment nor the subnets that the few measured steps happen to have decide. Work is in
 * multiply-accumulates of one image: three times a subnet's, for its outputs and both gradients,
 * and once the teacher's.
 */
final class TimedPhase {
  /** Steps that say how much work the average step is; listing them costs little. */
  private static final int LISTED_STEPS = 64;

  private static final int PASSES = 3;

  private final TrainingPolicy policy;
  private final int phase;
  private final ElasticSupernet supernet;
  private final PhaseSpec spec;
  private final PhaseSampler sampler;
  private double warmUpPace;

  TimedPhase(TrainingPolicy policy, int phase, ElasticSupernet supernet) {
    this.policy = policy;
    this.phase = phase;
    this.supernet = supernet;
    this.spec = policy.phases().get(phase);
    this.sampler = spec.restrict(supernet.space(), supernet.task());
  }

  /**
   * Makes the first steps of the phase on the tensor thread. Half of the time is for warming up,
   * with one step however slow it is.
   *
   * @param warmUp most steps before those that are timed
   * @param measured most steps that are timed
   * @param endNanos when the last step should be done, by {@code nanoTime}
   * @param stop asked before each step
   * @return seconds per work; empty if time was over after the warm-up
   * @throws CancellationException if told to stop
   */
  OptionalDouble pace(
      TrainingStep step,
      BatchSource source,
      int warmUp,
      int measured,
      long endNanos,
      LongSupplier nanoTime,
      BooleanSupplier stop) {
    long start = nanoTime.getAsLong();
    long middle = start + (endNanos - start) / 2;
    int number = 0;
    while (number < warmUp && (number == 0 || nanoTime.getAsLong() - middle < 0)) {
      warmUpPace = stepPace(step, source, number++, nanoTime, stop);
    }
    List<Double> paces = new ArrayList<>();
    int last = number + measured;
    while (number < last && nanoTime.getAsLong() - endNanos < 0) {
      paces.add(stepPace(step, source, number++, nanoTime, stop));
    }
    return paces.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            Quantiles.upperMedian(paces.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** Seconds per work of the last step of the warm-up, where nothing better is known. */
  double warmUpPace() {
    return warmUpPace;
  }

  private double stepPace(
      TrainingStep step,
      BatchSource source,
      int number,
      LongSupplier nanoTime,
      BooleanSupplier stop) {
    if (stop.getAsBoolean() || supernet.thread().ending()) {
      throw new CancellationException("told to stop while the training was planned");
    }
    StepPlan plan = plan(number);
    try (Batch batch = source.batch(phase, number, plan.resolution())) {
      long began = nanoTime.getAsLong();
      step.run(batch, plan.subnets(), distillation(), 0);
      return (nanoTime.getAsLong() - began) / 1e9 / work(plan);
    }
  }

  /** The work of the average step of the phase. */
  double workPerStep() {
    double listed = 0;
    for (int number = 0; number < LISTED_STEPS; number++) {
      listed += work(plan(number));
    }
    return listed / LISTED_STEPS;
  }

  private StepPlan plan(int number) {
    return sampler.step(policy.recipe(), spec.subnetsPerStep(), 0, phase, number);
  }

  private double work(StepPlan plan) {
    double subnets =
        plan.subnets().stream().mapToDouble(subnet -> supernet.lower(subnet).macs()).sum();
    double teacher =
        policy.distilsFromFullNetwork(phase)
            ? supernet.lower(supernet.space().largest().withResolution(plan.resolution())).macs()
            : 0;
    return PASSES * subnets + teacher;
  }

  /** The weights teach themselves here: a teacher costs the same whatever it knows. */
  private TrainingStep.Distillation distillation() {
    return new TrainingStep.Distillation(
        spec.distillationRatio(),
        spec.labelWeight(),
        policy.recipe() == Recipe.SANDWICH ? Optional.empty() : Optional.of(supernet));
  }
}
