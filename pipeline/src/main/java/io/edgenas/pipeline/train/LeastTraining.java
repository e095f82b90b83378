package io.edgenas.pipeline.train;

import io.edgenas.base.input.BadInputException;
import java.util.Locale;

/**
 * How much of a policy a time must leave, so that a supernet learns more than guessing. On the
 * bundled images, of ten classes, the largest subnet of {@code mobile-28} had 13 % after its phases
 * had trained a subnet on a batch 68 times, 36 % after 134 times, 52 % after 270; by the policy of
 * the demo 40 % after 92 times.
 *
 * @param subnets how many times all phases together train a subnet on a batch
 */
public record LeastTraining(long subnets) {
  /** Times that any training needs. */
  static final int SUBNETS = 100;

  /** Images of each class that they need to see, on average. */
  static final int IMAGES_PER_CLASS = 20;

  /**
   * The least that a training needs.
   *
   * @param ofPolicy the same of the whole policy: no more is asked for
   */
  static LeastTraining of(int classes, int batchSize, long ofPolicy) {
    long forClasses = (long) Math.ceil((double) IMAGES_PER_CLASS * classes / batchSize);
    return new LeastTraining(Math.min(ofPolicy, Math.max(SUBNETS, forClasses)));
  }

  /** What is asked for of a time that leaves fewer steps. */
  public static final class TooLittleTimeException extends BadInputException {
    private static final long serialVersionUID = 1L;

    private final double neededMinutes;

    private TooLittleTimeException(String message, double neededMinutes) {
      super(message);
      this.neededMinutes = neededMinutes;
    }

    /** Minutes for the whole training that would do, rounded up to a tenth. */
    public double neededMinutes() {
      return neededMinutes;
    }
  }

  /**
   * The refusal of a plan.
   *
   * @param policy name of the policy
   * @param left how many times the time lets it train a subnet
   * @param neededSeconds for everything
   */
  TooLittleTimeException refusal(String policy, long left, double neededSeconds) {
    double minutes = Math.ceil(neededSeconds / 6) / 10;
    return new TooLittleTimeException(
        String.format(
            Locale.ROOT,
            "the time is too short: on this machine it lets policy %s train a subnet on a batch %d"
                + " times, and below %d times a supernet learns little more than guessing: give"
                + " --minutes %.1f or more, leave --minutes out, or name a shorter policy",
            policy,
            left,
            subnets,
            minutes),
        minutes);
  }
}
