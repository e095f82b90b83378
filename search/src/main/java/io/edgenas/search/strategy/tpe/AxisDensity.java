package io.edgenas.search.strategy.tpe;

import io.edgenas.space.Axis;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How often the places of one axis were chosen, as chances: a kernel on every observation, and a
 * uniform prior.
 *
 * <p>Places that have no order keep to themselves. Where places ascend, an observation also speaks
 * for its neighbours, less with each step (the geometric kernel of Wang and van Ryzin, A Class of
 * Smooth Estimators for Discrete Distributions, 1981, cut off at the ends).
 */
final class AxisDensity {
  /** As many observations the prior weighs. */
  private static final double PRIOR = 3;

  /** The weight of a place beside that of its neighbour. */
  private static final double REACH = 0.2;

  private final double[] weights;
  private final boolean ordered;
  private double sum = PRIOR;

  /**
   * @param size number of places
   * @param ordered whether they ascend in something
   */
  AxisDensity(int size, boolean ordered) {
    this.weights = new double[size];
    this.ordered = ordered;
    Arrays.fill(weights, PRIOR / size);
  }

  /** Whether the places of an axis ascend in some quantity. */
  static boolean ascends(Axis axis) {
    return axis.quantities().stream().anyMatch(AxisDensity::ascends);
  }

  private static boolean ascends(Axis.Quantity quantity) {
    for (int place = 1; place < quantity.amounts().size(); place++) {
      if (!(quantity.amounts().get(place) > quantity.amounts().get(place - 1))) {
        return false;
      }
    }
    return true;
  }

  /** Learns that a place was chosen. */
  void add(int place) {
    sum++;
    if (!ordered) {
      weights[place]++;
      return;
    }
    double whole = 0;
    for (int each = 0; each < weights.length; each++) {
      whole += kernel(each, place);
    }
    for (int each = 0; each < weights.length; each++) {
      weights[each] += kernel(each, place) / whole;
    }
  }

  private static double kernel(int place, int observed) {
    return Math.pow(REACH, Math.abs(place - observed));
  }

  double chance(int place) {
    return weights[place] / sum;
  }

  /** Draws a place. */
  int draw(RandomGenerator random) {
    double left = random.nextDouble() * sum;
    int last = weights.length - 1;
    for (int place = 0; place < last; place++) {
      left -= weights[place];
      if (left < 0) {
        return place;
      }
    }
    return last;
  }
}
