package io.edgenas.base.statistics;

/**
 * A 95 % interval of a share.
 *
 * @param low lower end, 0 to 1
 * @param high upper end, {@code low} to 1
 */
public record Interval(double low, double high) {
  private static final double NORMAL_975 = 1.959963984540054;

  public Interval {
    if (!(low >= 0 && low <= high && high <= 1)) {
      throw new IllegalArgumentException("no interval of a share: " + low + " to " + high);
    }
  }

  /**
   * The interval of a share that was counted (Wilson, Probable Inference, 1927; without correction
   * for continuity). It is never empty, also where all or none were hits.
   *
   * @param hits 0 to {@code count}
   * @param count at least 1
   */
  public static Interval ofShare(long hits, long count) {
    if (hits < 0 || hits > count || count < 1) {
      throw new IllegalArgumentException("no share: " + hits + " of " + count);
    }
    double share = (double) hits / count;
    double z2 = NORMAL_975 * NORMAL_975;
    double centre = (share + z2 / (2 * count)) / (1 + z2 / count);
    double half =
        NORMAL_975
            / (1 + z2 / count)
            * Math.sqrt(share * (1 - share) / count + z2 / (4.0 * count * count));
    // At the ends the exact values are 0 and 1; rounding must not leave the share outside.
    return new Interval(
        hits == 0 ? 0 : Math.max(0, centre - half), hits == count ? 1 : Math.min(1, centre + half));
  }

  /**
   * The interval of a mean of independent shares, recovered from their own (Zou, Huang and Zhang, A
   * note on confidence interval estimation for a linear function of binomial proportions, 2009).
   *
   * @param hits of each share
   * @param counts of each share, at least 1 each; at least one share
   */
  public static Interval ofMeanShare(long[] hits, long[] counts) {
    if (hits.length != counts.length || hits.length == 0) {
      throw new IllegalArgumentException(hits.length + " hits against " + counts.length);
    }
    double mean = 0;
    double below = 0;
    double above = 0;
    for (int i = 0; i < hits.length; i++) {
      Interval own = ofShare(hits[i], counts[i]);
      double share = (double) hits[i] / counts[i];
      mean += share / hits.length;
      below += (share - own.low) * (share - own.low);
      above += (own.high - share) * (own.high - share);
    }
    return new Interval(
        Math.max(0, mean - Math.sqrt(below) / hits.length),
        Math.min(1, mean + Math.sqrt(above) / hits.length));
  }

  /** Whether a share is within. */
  public boolean contains(double share) {
    return share >= low && share <= high;
  }
}
