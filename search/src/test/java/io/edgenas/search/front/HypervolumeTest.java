package io.edgenas.search.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.value.InvalidValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HypervolumeTest {
  private static double[] zeros(int objectives) {
    return new double[objectives];
  }

  /** Counts the cells of the grid above the reference whose far corner some point covers. */
  private static long cells(List<double[]> gains, double[] reference) {
    int objectives = reference.length;
    int all = (int) Math.pow(GainVectors.SIDE, objectives);
    return IntStream.range(0, all)
        .mapToObj(cell -> corner(cell, objectives))
        .filter(far -> IntStream.range(0, objectives).allMatch(i -> far[i] > reference[i]))
        .filter(
            far ->
                gains.stream()
                    .anyMatch(p -> Arrays.equals(p, far) || GainVectors.dominates(p, far)))
        .count();
  }

  private static double[] corner(int cell, int objectives) {
    double[] corner = new double[objectives];
    for (int i = 0, rest = cell; i < objectives; i++, rest /= GainVectors.SIDE) {
      corner[i] = rest % GainVectors.SIDE;
    }
    return corner;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void countsTheGridCellsThatSomePointCovers(int objectives) {
    Random random = new Random(objectives);
    for (int round = 0; round < 40; round++) {
      List<double[]> gains = GainVectors.random(random, random.nextInt(25), objectives);
      double[] reference = random.ints(objectives, 0, 3).asDoubleStream().toArray();
      assertEquals(cells(gains, reference), Hypervolume.of(gains, reference), 1e-9);
    }
  }

  @Test
  void ofAStaircaseIsTheSumOfItsSteps() {
    List<double[]> points =
        List.of(new double[] {-1, 1}, new double[] {-2, 3}, new double[] {-4, 4});
    assertEquals(4 * 1 + 3 * 2 + 1 * 1, Hypervolume.of(points, new double[] {-5, 0}), 1e-12);
  }

  @Test
  void ofTwoBoxesIsTheirSumWithoutWhatTheyShare() {
    List<double[]> boxes = List.of(new double[] {1, 2, 3}, new double[] {3, 1, 2});
    assertEquals(6 + 6 - 1 * 1 * 2, Hypervolume.of(boxes, zeros(3)), 1e-12);
  }

  @Test
  void pointsThatDoNotBeatTheReferenceAddNothing() {
    List<double[]> points =
        List.of(new double[] {-1, 2}, new double[] {-6, 9}, new double[] {9, 0});
    assertEquals(4 * 2, Hypervolume.of(points, new double[] {-5, 0}), 1e-12);
    assertEquals(0, Hypervolume.of(List.of(), zeros(2)));
  }

  @Test
  void anotherPointAddsExactlyWhereItIsNotCovered() {
    Random random = new Random(5);
    List<double[]> points = new ArrayList<>();
    double before = 0;
    for (double[] point : GainVectors.random(random, 60, 3)) {
      boolean visible = Arrays.stream(point).allMatch(gain -> gain > 0);
      boolean covered =
          points.stream().anyMatch(p -> Arrays.equals(p, point) || GainVectors.dominates(p, point));
      points.add(point);
      double after = Hypervolume.of(points, zeros(3));
      assertEquals(visible && !covered, after > before + 1e-9, after + " after " + before);
      before = after;
    }
  }

  @Test
  void refusesWhatHasNoVolume() {
    assertRefused(List.of(new double[] {1, Double.NaN}), zeros(2), "gain NaN");
    assertRefused(List.of(), new double[] {Double.NEGATIVE_INFINITY}, "reference gain -Infinity");
    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> Hypervolume.of(List.of(), zeros(0)));
    assertTrue(none.getMessage().contains("give one per objective"), none.getMessage());
  }

  private static void assertRefused(List<double[]> points, double[] reference, String part) {
    InvalidValueException e =
        assertThrows(InvalidValueException.class, () -> Hypervolume.of(points, reference));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
