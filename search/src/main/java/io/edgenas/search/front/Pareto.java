package io.edgenas.search.front;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Trade-offs: the items that no other item beats. */
public final class Pareto {
  private Pareto() {}

  /**
   * The items whose gains no other item's dominate. Of items with equal gains the first stays.
   *
   * @param gains of which more is better, as many for each item
   * @return the best by the first gain first, and so on
   * @throws io.edgenas.base.value.InvalidValueException if a gain is NaN or infinite
   * @throws IllegalArgumentException if items have different numbers of gains
   */
  public static <T> List<T> front(List<T> items, Function<? super T, double[]> gains) {
    List<double[]> vectors = new ArrayList<>();
    items.forEach(item -> vectors.add(gains.apply(item)));
    Dominance.check(vectors);
    List<Integer> front = new ArrayList<>();
    for (int each : bestFirst(vectors)) { // none dominates one before it
      double[] vector = vectors.get(each);
      if (front.stream().noneMatch(f -> Dominance.covers(vectors.get(f), vector, vector.length))) {
        front.add(each);
      }
    }
    return front.stream().<T>map(items::get).toList();
  }

  private static List<Integer> bestFirst(List<double[]> vectors) {
    return IntStream.range(0, vectors.size())
        .boxed()
        .sorted((p, q) -> compare(vectors.get(p), vectors.get(q)))
        .toList();
  }

  /** By value: zeros of both signs are equal here, as they are for dominance. */
  private static int compare(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        return a[i] > b[i] ? -1 : 1;
      }
    }
    return 0;
  }

  /**
   * The front of one cost, of which less is better, and one gain.
   *
   * @return by ascending cost, and so by ascending gain
   * @throws io.edgenas.base.value.InvalidValueException if a cost or gain is NaN or infinite
   */
  public static <T> List<T> front(
      List<T> items, ToDoubleFunction<? super T> cost, ToDoubleFunction<? super T> gain) {
    return front(items, item -> new double[] {-cost.applyAsDouble(item), gain.applyAsDouble(item)});
  }
}
