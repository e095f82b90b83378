package io.edgenas.space;

import io.edgenas.base.value.InvalidValueException;

/**
 * Adds up what the largest network of a space would take, part by part, and refuses the part with
 * which it is too much.
 */
public final class CostLimits {
  private long parameters;
  private long macs;

  /**
   * Adds a part. No sum overflows: each part is bounded by the limits on a space's numbers, and the
   * first over is refused.
   *
   * @param part in messages
   * @param values of the part's largest feature map
   * @throws InvalidValueException naming the part with which the largest network has too many
   *     parameters, multiplications or values in one feature map
   */
  public void add(String part, long moreParameters, long moreMacs, long values) {
    parameters += moreParameters;
    macs += moreMacs;
    refuseOver(Limits.MAX_PARAMETERS, parameters, part, "the largest network has ", " parameters");
    refuseOver(
        Limits.MAX_MACS, macs, part, "the largest network has ", " multiplications an image");
    refuseOver(Limits.MAX_MAP_VALUES, values, part, "one feature map of it has ", " values");
  }

  private static void refuseOver(long limit, long found, String part, String what, String unit) {
    if (found > limit) {
      throw new InvalidValueException(
          part
              + ": with it, "
              + what
              + found
              + unit
              + ": at most "
              + limit
              + " are allowed; choose smaller numbers there or before it, or smaller resolutions");
    }
  }
}
