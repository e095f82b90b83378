package io.edgenas.supernet.policy;

import io.edgenas.input.Check;
import java.util.Objects;

/**
 * A phase in steps: linear warm-up, then half a cosine down to 0 (Loshchilov and Hutter, SGDR,
 * section 3, without restarts).
 */
public final class PhaseSchedule {
  private final double learningRate;
  private final long steps;
  private final long warmUpSteps;

  PhaseSchedule(PhaseSpec phase, int trainImages, int batchSize) {
    Check.range("number of training images", trainImages, 1, Integer.MAX_VALUE);
    Check.range("batch size", batchSize, 1, Integer.MAX_VALUE);
    double stepsPerEpoch = (double) trainImages / batchSize;
    this.learningRate = phase.learningRate();
    this.steps = Math.max(1, Math.round(phase.epochs() * stepsPerEpoch));
    this.warmUpSteps = Math.min(steps - 1, Math.round(phase.warmUpEpochs() * stepsPerEpoch));
  }

  /** Number of steps, at least 1. */
  public long steps() {
    return steps;
  }

  /**
   * The learning rate of a step.
   *
   * @param step 0 to {@code steps() - 1}
   */
  public double learningRate(long step) {
    Objects.checkIndex(step, steps);
    if (step < warmUpSteps) {
      return learningRate * (step + 1) / warmUpSteps;
    }
    double progress = (double) (step - warmUpSteps) / (steps - warmUpSteps);
    return learningRate * 0.5 * (1 + StrictMath.cos(Math.PI * progress));
  }
}
