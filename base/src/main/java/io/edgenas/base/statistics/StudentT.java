package io.edgenas.base.statistics;

/** Quantiles of Student's t distribution, for intervals of means of few values. */
public final class StudentT {
  /** With 1, 2, ... degrees of freedom; so the other table. */
  private static final double[] QUANTILE_975 = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  private static final double[] QUANTILE_95 = {
    6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771,
    1.761, 1.753, 1.746, 1.740, 1.734
  };

  private static final double NORMAL_975 = 1.95996;

  /** The 95 % quantile of the normal distribution. */
  public static final double NORMAL_95 = 1.645;

  private StudentT() {}

  /**
   * The 95 % quantile: how far a one-sided 95 % bound lies from the mean, in standard errors.
   *
   * @param degreesOfFreedom 1 to 18
   */
  public static double quantile95(int degreesOfFreedom) {
    if (degreesOfFreedom < 1 || degreesOfFreedom > QUANTILE_95.length) {
      throw new IllegalArgumentException("degrees of freedom: " + degreesOfFreedom);
    }
    return QUANTILE_95[degreesOfFreedom - 1];
  }

  /**
   * The 97.5 % quantile, the half width of a 95 % interval in standard errors; beyond 30 degrees of
   * freedom by the first term of its expansion, exact to 0.002.
   *
   * @param degreesOfFreedom 1 and more
   */
  public static double quantile975(int degreesOfFreedom) {
    if (degreesOfFreedom < 1) {
      throw new IllegalArgumentException("degrees of freedom: " + degreesOfFreedom);
    }
    return degreesOfFreedom <= QUANTILE_975.length
        ? QUANTILE_975[degreesOfFreedom - 1]
        : NORMAL_975 * (1 + (NORMAL_975 * NORMAL_975 + 1) / (4 * degreesOfFreedom));
  }
}
