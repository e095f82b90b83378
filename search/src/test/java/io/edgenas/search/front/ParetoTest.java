package io.edgenas.search.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.value.InvalidValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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

  private static double hypervolume(List<Point> points, double cost, double gain) {
    return Pareto.hypervolume(points, Point::cost, Point::gain, cost, gain);
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
  void hypervolumeOfAStaircaseIsTheSumOfItsSteps() {
    List<Point> points = List.of(new Point(1, 1), new Point(2, 3), new Point(4, 4));
    assertEquals(4 * 1 + 3 * 2 + 1 * 1, hypervolume(points, 5, 0), 1e-12);
  }

  @Test
  void hypervolumeIgnoresWhatTheReferenceBeats() {
    List<Point> points = List.of(new Point(1, 2), new Point(6, 9), new Point(0.5, -1));
    assertEquals(4 * 2, hypervolume(points, 5, 0), 1e-12);
    assertEquals(0, hypervolume(List.of(), 5, 0));
  }

  @Test
  void hypervolumeCountsTheGridCellsThatSomePointBeats() {
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      List<Point> points = randomPoints(random, 1 + random.nextInt(20));
      int cells = 0;
      for (int cost = 0; cost < 10; cost++) {
        for (int gain = 2; gain < 12; gain++) {
          Point cell = new Point(cost, gain + 1);
          cells += points.stream().anyMatch(p -> p.beats(cell) || p.equals(cell)) ? 1 : 0;
        }
      }
      assertEquals(cells, hypervolume(points, 10, 2), 1e-9);
    }
  }

  @Test
  void anotherPointNeverShrinksTheHypervolume() {
    Random random = new Random(4);
    List<Point> points = new ArrayList<>();
    double before = 0;
    for (Point point : randomPoints(random, 100)) {
      points.add(point);
      double after = hypervolume(points, 11, 0);
      assertTrue(after >= before, after + " after " + before);
      before = after;
    }
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
