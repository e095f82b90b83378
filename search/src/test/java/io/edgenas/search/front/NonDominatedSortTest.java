package io.edgenas.search.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.value.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonDominatedSortTest {
  /** Peels front after front off what is left. */
  private static List<List<Integer>> peeled(List<double[]> gains) {
    List<List<Integer>> fronts = new ArrayList<>();
    List<Integer> left = new ArrayList<>(IntStream.range(0, gains.size()).boxed().toList());
    while (!left.isEmpty()) {
      List<Integer> now = List.copyOf(left);
      List<Integer> front =
          now.stream()
              .filter(
                  p ->
                      now.stream()
                          .noneMatch(q -> GainVectors.dominates(gains.get(q), gains.get(p))))
              .toList();
      fronts.add(front);
      left.removeAll(front);
    }
    return fronts;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void peelsFrontAfterFront(int objectives) {
    Random random = new Random(objectives);
    for (int round = 0; round < 100; round++) {
      List<double[]> gains = GainVectors.random(random, random.nextInt(40), objectives);
      assertEquals(peeled(gains), NonDominatedSort.fronts(gains));
    }
  }

  @Test
  void oneObjectiveMakesARanking() {
    List<double[]> gains = List.of(new double[] {2}, new double[] {5}, new double[] {2});
    assertEquals(List.of(List.of(1), List.of(0, 2)), NonDominatedSort.fronts(gains));
  }

  @Test
  void equalPointsShareAFront() {
    List<double[]> gains = List.of(new double[] {1, 1}, new double[] {1, 1});
    assertEquals(List.of(List.of(0, 1)), NonDominatedSort.fronts(gains));
  }

  @Test
  void refusesWhatCannotBeCompared() {
    InvalidValueException notANumber =
        assertThrows(
            InvalidValueException.class,
            () -> NonDominatedSort.fronts(List.of(new double[] {1, Double.NaN})));
    assertTrue(notANumber.getMessage().contains("gain NaN"), notANumber.getMessage());
    IllegalArgumentException lengths =
        assertThrows(
            IllegalArgumentException.class,
            () -> NonDominatedSort.fronts(List.of(new double[] {1, 2}, new double[] {1})));
    assertTrue(lengths.getMessage().contains("has 1 numbers: give 2"), lengths.getMessage());
  }
}
