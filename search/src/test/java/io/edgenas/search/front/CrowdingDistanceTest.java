package io.edgenas.search.front;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrowdingDistanceTest {
  /** Looks for the two neighbours of a point in one objective among all others. */
  private static double share(List<double[]> front, int point, int objective) {
    double own = front.get(point)[objective];
    double below = Double.NEGATIVE_INFINITY;
    double above = Double.POSITIVE_INFINITY;
    double least = own;
    double most = own;
    for (double[] other : front) {
      double value = other[objective];
      below = value < own ? Math.max(below, value) : below;
      above = value > own ? Math.min(above, value) : above;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return (above - below) / (most - least);
  }

  /** Every objective is a shuffled sequence, so that no two points are equal in one. */
  private static List<double[]> withoutTies(Random random, int count, int objectives) {
    List<double[]> points = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> points.add(new double[objectives]));
    for (int objective = 0; objective < objectives; objective++) {
      double value = 0;
      Collections.shuffle(points, random);
      for (double[] point : points) {
        value += 0.1 + random.nextDouble();
        point[objective] = value;
      }
    }
    return points;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void isTheRoomBetweenTheNeighboursInEachObjective(int objectives) {
    Random random = new Random(objectives);
    for (int round = 0; round < 50; round++) {
      List<double[]> front = withoutTies(random, 2 + random.nextInt(20), objectives);
      double[] expected =
          IntStream.range(0, front.size())
              .mapToDouble(
                  point ->
                      IntStream.range(0, objectives).mapToDouble(m -> share(front, point, m)).sum())
              .toArray();
      assertArrayEquals(expected, CrowdingDistance.of(front), 1e-9);
    }
  }

  @Test
  void scaleAndPlaceOfAnObjectiveDoNotMatter() {
    List<double[]> front = withoutTies(new Random(9), 12, 2);
    List<double[]> moved =
        front.stream().map(point -> new double[] {point[0] * 1e6 - 5, point[1]}).toList();
    assertArrayEquals(CrowdingDistance.of(front), CrowdingDistance.of(moved), 1e-6);
  }

  @Test
  void equalPointsHaveNoRoom() {
    List<double[]> equal = List.of(new double[] {3, 4}, new double[] {3, 4}, new double[] {3, 4});
    assertArrayEquals(new double[3], CrowdingDistance.of(equal));
    assertEquals(0, CrowdingDistance.of(List.of()).length);
  }
}
