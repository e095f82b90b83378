package io.edgenas.search.regression;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErf;

/** The standard normal distribution. */
public final class Normal {
  private static final double ROOT_2 = Math.sqrt(2);
  private static final double HIGHEST_DENSITY = 1 / Math.sqrt(2 * Math.PI);

  private Normal() {}

  /** The density. */
  public static double density(double x) {
    return HIGHEST_DENSITY * Math.exp(-0.5 * x * x);
  }

  /** The probability of at most {@code x}. */
  public static double probability(double x) {
    return 0.5 * Erfc.value(-x / ROOT_2);
  }

  /**
   * The value that is not exceeded with probability {@code p}.
   *
   * @param p 0 to 1, both excluded
   */
  public static double quantile(double p) {
    return ROOT_2 * InverseErf.value(2 * p - 1);
  }
}
