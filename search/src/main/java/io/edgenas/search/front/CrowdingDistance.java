package io.edgenas.search.front;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much room a point of a front has to itself: the sum over the objectives of the distance
 * between its two neighbours, as a share of what the front spans (Deb et al., NSGA-II, 2002,
 * section III-B).
 *
 * <p>Deviation: an objective in which all points are equal adds nothing. The paper does not say
 * what a share of no span is.
 */
public final class CrowdingDistance {
  private CrowdingDistance() {}

  /**
   * The distances of points.
   *
   * @param front gain vectors, all of one length
   * @return one per point, in order: 0 and more; infinite for the ends of an objective. Of several
   *     equal ends, one is infinite
   * @throws io.edgenas.base.value.InvalidValueException if a gain is NaN or infinite
   * @throws IllegalArgumentException if the vectors have different lengths
   */
  public static double[] of(List<double[]> front) {
    Dominance.check(front);
    double[] distances = new double[front.size()];
    int objectives = front.isEmpty() ? 0 : front.get(0).length;
    for (int objective = 0; objective < objectives; objective++) {
      add(front, objective, distances);
    }
    return distances;
  }

  private static void add(List<double[]> front, int objective, double[] distances) {
    int[] order =
        IntStream.range(0, front.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> front.get(i)[objective]))
            .mapToInt(Integer::intValue)
            .toArray();
    int last = order.length - 1;
    double span = front.get(order[last])[objective] - front.get(order[0])[objective];
    if (!(span > 0)) {
      return;
    }
    distances[order[0]] = Double.POSITIVE_INFINITY;
    distances[order[last]] = Double.POSITIVE_INFINITY;
    for (int i = 1; i < last; i++) {
      double gap = front.get(order[i + 1])[objective] - front.get(order[i - 1])[objective];
      distances[order[i]] += gap / span;
    }
  }
}
