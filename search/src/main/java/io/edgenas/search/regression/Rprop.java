package io.edgenas.search.regression;

import java.util.Arrays;

/**
 * Climbs a function by the signs of its gradient, with a step for each parameter (Riedmiller and
 * Braun, Rprop, 1993; as iRprop-, Igel and Hüsken, 2000: a step that changed sign is not repeated).
 * Blum and Riedmiller (2013) recommend it for the parameters of Gaussian processes.
 */
final class Rprop {
  private static final double FIRST_STEP = 0.3;
  private static final double LARGEST_STEP = 2;
  private static final double SMALLEST_STEP = 1e-3;
  private static final double GROW = 1.2;
  private static final double SHRINK = 0.5;

  /** Something to climb. */
  @FunctionalInterface
  interface Hill {
    /**
     * @param gradient is overwritten
     * @return the height; negative infinity where there is none
     */
    double at(double[] place, double[] gradient);
  }

  private Rprop() {}

  /**
   * Climbs.
   *
   * @param steps most steps; fewer where all steps have become tiny
   * @return the highest place seen, {@code start} if no place has a height
   */
  static double[] climb(Hill hill, double[] start, int steps) {
    double[] place = start.clone();
    double[] best = start.clone();
    double highest = Double.NEGATIVE_INFINITY;
    double[] before = new double[place.length];
    double[] gradient = new double[place.length];
    double[] size = new double[place.length];
    Arrays.fill(size, FIRST_STEP);
    for (int step = 0; step < steps; step++) {
      double height = hill.at(place, gradient);
      if (height == Double.NEGATIVE_INFINITY) {
        back(place, best, size);
        continue;
      }
      if (height > highest) {
        highest = height;
        best = place.clone();
      }
      double largest = 0;
      for (int p = 0; p < place.length; p++) {
        double sign = gradient[p] * before[p];
        if (sign > 0) {
          size[p] = Math.min(LARGEST_STEP, GROW * size[p]);
        } else if (sign < 0) {
          size[p] = Math.max(SMALLEST_STEP, SHRINK * size[p]);
          gradient[p] = 0;
        }
        place[p] += Math.signum(gradient[p]) * size[p];
        before[p] = gradient[p];
        largest = Math.max(largest, size[p]);
      }
      if (largest <= 4 * SMALLEST_STEP) {
        break;
      }
    }
    return best;
  }

  private static void back(double[] place, double[] best, double[] size) {
    for (int p = 0; p < place.length; p++) {
      place[p] = best[p];
      size[p] *= SHRINK;
    }
  }
}
