package io.edgenas.search.front;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Trade-offs between a cost, of which less is better, and a gain, of which more is better. */
public final class Pareto {
  private Pareto() {}

  /**
   * The items that no other item beats: none has at most their cost and at least their gain, and
   * one of the two better. Of items with equal cost and gain the first stays.
   *
   * @return by ascending cost, and so by ascending gain
   * @throws InvalidValueException if a cost or gain is NaN or infinite
   */
  public static <T> List<T> front(
      List<T> items, ToDoubleFunction<? super T> cost, ToDoubleFunction<? super T> gain) {
    for (T item : items) {
      requireFinite("cost", cost.applyAsDouble(item));
      requireFinite("gain", gain.applyAsDouble(item));
    }
    Comparator<T> cheapestFirst = Comparator.comparingDouble(cost);
    Comparator<T> mostGainFirst = Comparator.<T>comparingDouble(gain).reversed();
    List<T> front = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (T item : items.stream().sorted(cheapestFirst.thenComparing(mostGainFirst)).toList()) {
      if (gain.applyAsDouble(item) > best) {
        best = gain.applyAsDouble(item);
        front.add(item);
      }
    }
    return front;
  }

  /**
   * The area between the items and a reference point (Zitzler and Thiele, Multiobjective
   * Optimization Using Evolutionary Algorithms, 1998): what some item beats. Items that do not beat
   * the reference themselves add nothing.
   *
   * @param referenceCost the largest cost that counts
   * @param referenceGain the smallest gain that counts
   * @return in units of cost times units of gain
   */
  public static <T> double hypervolume(
      List<T> items,
      ToDoubleFunction<? super T> cost,
      ToDoubleFunction<? super T> gain,
      double referenceCost,
      double referenceGain) {
    requireFinite("reference cost", referenceCost);
    requireFinite("reference gain", referenceGain);
    double area = 0;
    double floor = referenceGain;
    for (T item : front(items, cost, gain)) {
      double width = referenceCost - cost.applyAsDouble(item);
      double height = gain.applyAsDouble(item) - floor;
      if (width > 0 && height > 0) {
        area += width * height;
        floor = gain.applyAsDouble(item);
      }
    }
    return area;
  }

  private static void requireFinite(String name, double value) {
    Require.range(name, value, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
