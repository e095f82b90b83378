package io.edgenas.search.front;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import java.util.List;

/**
 * How gain vectors compare. A gain vector is what one architecture has to offer: one number for
 * each objective, in the order of the objectives, of which more is better.
 */
public final class Dominance {
  private Dominance() {}

  /**
   * Whether {@code a} is at least as good as {@code b} everywhere, and better somewhere. Equal
   * vectors do not dominate each other.
   *
   * @param b as long as {@code a}
   */
  public static boolean dominates(double[] a, double[] b) {
    boolean better = false;
    for (int i = 0; i < a.length; i++) {
      if (a[i] < b[i]) {
        return false;
      }
      better |= a[i] > b[i];
    }
    return better;
  }

  /** Whether {@code a} is at least as good as {@code b} in the first so many objectives. */
  static boolean covers(double[] a, double[] b, int objectives) {
    for (int i = 0; i < objectives; i++) {
      if (a[i] < b[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Makes sure that vectors can be compared.
   *
   * @return {@code gains}
   * @throws InvalidValueException if a gain is NaN or infinite
   * @throws IllegalArgumentException if not all have {@code objectives} numbers
   */
  static List<double[]> check(List<double[]> gains, int objectives) {
    for (double[] vector : gains) {
      if (vector.length != objectives) {
        throw new IllegalArgumentException(
            "a gain vector has " + vector.length + " numbers: give " + objectives + " each");
      }
      for (double gain : vector) {
        requireFinite("gain", gain);
      }
    }
    return gains;
  }

  /** {@link #check} where the first vector says how many objectives there are. */
  static List<double[]> check(List<double[]> gains) {
    return gains.isEmpty() ? gains : check(gains, gains.get(0).length);
  }

  static void requireFinite(String name, double value) {
    Require.range(name, value, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
