package io.edgenas.search.strategy.halving;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.search.effort.Levels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RungsTest {
  @ParameterizedTest
  @CsvSource({
    "1 3 9 27, 27, 3, 0 1 2 3", // each a third
    "1 3 9 27 81, 27, 3, 1 2 3 4", // the lowest has nobody to promote to
    "1 2 3, 27, 3, 0 2", // two thirds are not worth a rung
    "1 2 3, 27, 2, 0 2",
    "12 50 200, 27, 3, 0 1 2",
    "1, 27, 3, 0",
    "1 3 9, 2, 3, 2", // a bracket of two has nobody to promote
  })
  void areThirdsOfTheEffortFromTheFullOneDown(
      String efforts, int bracket, int promoted, String expected) {
    Levels levels = new Levels(Arrays.stream(efforts.split(" ")).map(Integer::valueOf).toList());
    List<Integer> rungs = Arrays.stream(expected.split(" ")).map(Integer::valueOf).toList();
    assertEquals(rungs, Rungs.of(levels, bracket, promoted).levels());
  }

  @Test
  void aBracketCostsWhatIsAddedOnEachRung() {
    Rungs rungs = Rungs.of(new Levels(List.of(1, 3, 9)), 27, 3);
    assertEquals((27 * 1 + 9 * 2 + 3 * 6) / 9.0, rungs.cost(27), 1e-12);
    assertEquals(27, rungs.affordable(27, 7));
    assertEquals(26, rungs.affordable(27, 6.99));
    assertEquals(1, rungs.affordable(27, 1));
    assertEquals(0, rungs.affordable(27, 0.99));
  }

  @Test
  void everyLevelOfADenseCurveIsNoRung() {
    Levels epochs = new Levels(IntStream.rangeClosed(1, 200).boxed().toList());
    assertEquals(List.of(6, 21, 65, 199), Rungs.of(epochs, 27, 3).levels());
  }
}
