package io.edgenas.search.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.value.InvalidValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParetoTest {
  private record Point(double cost, double gain) {
    boolean beats(Point other) {
      return cost <= other.cost && gain >= other.gain && !equals(other);
    }
  }

  private static List<Point> front(List<Point> points) {
    return Pareto.front(points, Point::cost, Point::gain);
  }

  /** On a coarse grid, so that ties and duplicates occur. */
  private static List<Point> randomPoints(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Point(random.nextInt(12), random.nextInt(12)))
        .toList();
  }

  @Test
  void frontHoldsExactlyTheDistinctPointsThatNoneBeats() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      List<Point> points = randomPoints(random, 1 + random.nextInt(40));
      List<Point> expected =
          points.stream()
              .filter(p -> points.stream().noneMatch(q -> q.beats(p)))
              .distinct()
              .sorted((p, q) -> Double.compare(p.cost, q.cost))
              .toList();
      assertEquals(expected, front(points));
    }
  }

  @Test
  void recoversAPlantedFront() {
    Random random = new Random(2);
    List<Point> planted = IntStream.range(1, 50).mapToObj(i -> new Point(i, Math.sqrt(i))).toList();
    List<Point> points = new ArrayList<>(planted);
    for (Point p : planted) {
      points.add(new Point(p.cost + random.nextDouble(), p.gain - random.nextDouble()));
    }
    Collections.shuffle(points, random);
    assertEquals(planted, front(points));
  }

  @Test
  void frontOfThreeGainsIsTheFirstOfTheSort() {
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      List<double[]> points = GainVectors.random(random, 1 + random.nextInt(40), 3);
      Set<String> expected =
          NonDominatedSort.fronts(points).get(0).stream()
              .map(i -> Arrays.toString(points.get(i)))
              .collect(Collectors.toCollection(TreeSet::new));
      List<String> front =
          Pareto.front(points, point -> point).stream().map(Arrays::toString).toList();
      assertEquals(List.copyOf(expected), front.stream().sorted().toList());
    }
  }

  @Test
  void zerosOfBothSignsAreEqual() {
    Point worse = new Point(0.0, 1);
    assertEquals(List.of(new Point(-0.0, 2)), front(List.of(worse, new Point(-0.0, 2))));
    assertEquals(List.of(new Point(0.0, 2)), front(List.of(new Point(-0.0, 1), new Point(0.0, 2))));
  }

  @Test
  void refusesNaN() {
    InvalidValueException e =
        assertThrows(
            InvalidValueException.class,
            () -> front(List.of(new Point(1, 1), new Point(1, Double.NaN))));
    assertTrue(e.getMessage().contains("gain NaN"), e.getMessage());
  }
}
