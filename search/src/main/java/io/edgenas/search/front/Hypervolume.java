package io.edgenas.search.front;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The space between points and a reference: what some point dominates (Zitzler and Thiele,
 * Multiobjective Optimization Using Evolutionary Algorithms, 1998). Exact for any number of
 * objectives, by slicing along the last one (While et al., A Faster Algorithm for Calculating
 * Hypervolume, 2006). Meant for a few objectives: time grows with {@code n log n} for two, {@code
 * n² log n} for three, where {@code n} counts the points of the front.
 */
public final class Hypervolume {
  private Hypervolume() {}

  /**
   * The volume. Points that are not better than the reference in every objective add nothing.
   *
   * @param gains one vector a point
   * @param reference the smallest gain that counts, for each objective; at least one
   * @return the product of the objectives' units; 0 of nothing
   * @throws io.edgenas.base.value.InvalidValueException if a number is NaN or infinite
   * @throws IllegalArgumentException if a vector is not as long as the reference, or that is empty
   */
  public static double of(List<double[]> gains, double[] reference) {
    if (reference.length == 0) {
      throw new IllegalArgumentException("no reference gain: give one per objective");
    }
    for (double each : reference) {
      Dominance.requireFinite("reference gain", each);
    }
    Dominance.check(gains, reference.length);
    return volume(
        gains.stream().filter(point -> beats(point, reference)).toList(),
        reference,
        reference.length);
  }

  private static boolean beats(double[] point, double[] reference) {
    for (int i = 0; i < reference.length; i++) {
      if (point[i] <= reference[i]) {
        return false;
      }
    }
    return true;
  }

  /** The volume in the first so many objectives: the sum of slabs of the last of them. */
  private static double volume(List<double[]> points, double[] reference, int objectives) {
    int last = objectives - 1;
    if (last == 0) {
      double most = points.stream().mapToDouble(point -> point[0]).max().orElse(reference[0]);
      return most - reference[0];
    }
    List<double[]> descending =
        points.stream()
            .sorted(Comparator.<double[]>comparingDouble(point -> point[last]).reversed())
            .toList();
    List<double[]> section = new ArrayList<>();
    double area = 0;
    double volume = 0;
    for (int i = 0; i < descending.size(); i++) {
      double[] point = descending.get(i);
      if (widens(section, point, last)) {
        area = volume(section, reference, last);
      }
      boolean bottom = i + 1 == descending.size();
      double floor = bottom ? reference[last] : descending.get(i + 1)[last];
      volume += area * (point[last] - floor);
    }
    return volume;
  }

  /** Adds a point to a front of the first so many objectives, unless the front covers it. */
  private static boolean widens(List<double[]> front, double[] point, int objectives) {
    for (double[] other : front) {
      if (Dominance.covers(other, point, objectives)) {
        return false;
      }
    }
    front.removeIf(other -> Dominance.covers(point, other, objectives));
    return front.add(point);
  }
}
