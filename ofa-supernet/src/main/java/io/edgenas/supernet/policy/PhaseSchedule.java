package io.edgenas.supernet.policy;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.util.Objects;

/**
 * A phase in steps: linear warm-up, then half a cosine down to 0 (Loshchilov and Hutter, SGDR,
 * section 3, without restarts). Given another number of steps on the way, it goes through the rest
 * of the cosine faster or slower: it has no jump, and still ends at 0.
 */
public final class PhaseSchedule {
  private final double learningRate;
  private final long warmUpSteps;
  private final long steps;

  /** Where the present pace began: a step, and the share of the cosine that lay behind it. */
  private final long paceStep;

  private final double paceProgress;

  PhaseSchedule(PhaseSpec phase, int trainImages, int batchSize) {
    Check.range("number of training images", trainImages, 1, Integer.MAX_VALUE);
    Check.range("batch size", batchSize, 1, Integer.MAX_VALUE);
    double stepsPerEpoch = (double) trainImages / batchSize;
    this.learningRate = phase.learningRate();
    this.steps = Math.max(1, Math.round(phase.epochs() * stepsPerEpoch));
    this.warmUpSteps = Math.min(steps - 1, Math.round(phase.warmUpEpochs() * stepsPerEpoch));
    this.paceStep = warmUpSteps;
    this.paceProgress = 0;
  }

  private PhaseSchedule(PhaseSchedule before, long steps, long paceStep) {
    this.learningRate = before.learningRate;
    this.warmUpSteps = before.warmUpSteps;
    this.steps = steps;
    this.paceStep = paceStep;
    this.paceProgress = before.progress(paceStep);
  }

  /** Number of steps, at least 1. */
  public long steps() {
    return steps;
  }

  /** Number of steps, from the first, whose learning rate rises. */
  public long warmUpSteps() {
    return warmUpSteps;
  }

  /**
   * The share of the cosine that lies behind a step.
   *
   * @param step {@link #warmUpSteps} to {@code steps() - 1}
   */
  public double progress(long step) {
    return paceProgress + (double) (step - paceStep) / (steps - paceStep) * (1 - paceProgress);
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
    return learningRate * 0.5 * (1 + StrictMath.cos(Math.PI * progress(step)));
  }

  /**
   * The same up to a step, and from there on another number of steps.
   *
   * @param step first one that is affected: {@link #warmUpSteps} to {@code steps() - 1}
   * @param newSteps of the whole phase, above {@code step}
   * @throws BadInputException if either is out of range
   */
  public PhaseSchedule withSteps(long step, long newSteps) {
    Check.range("step", step, warmUpSteps, steps - 1);
    Check.range("steps", newSteps, step + 1, Long.MAX_VALUE);
    return new PhaseSchedule(this, newSteps, step);
  }
}
