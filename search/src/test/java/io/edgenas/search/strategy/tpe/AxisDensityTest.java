package io.edgenas.search.strategy.tpe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.space.Axis;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AxisDensityTest {
  @Test
  void knowsNothingBeforeItSawSomething() {
    AxisDensity density = new AxisDensity(4, true);
    for (int place = 0; place < 4; place++) {
      assertEquals(0.25, density.chance(place), 1e-12);
    }
  }

  @Test
  void countsPlacesWithoutOrderBesideThePrior() {
    AxisDensity density = seen(false, 2, 2, 0);
    assertEquals((1 + 1.0) / 6, density.chance(0), 1e-12);
    assertEquals((0 + 1.0) / 6, density.chance(1), 1e-12);
    assertEquals((2 + 1.0) / 6, density.chance(2), 1e-12);
  }

  @Test
  void anOrderedPlaceSpeaksForItsNeighbours() {
    AxisDensity density = seen(true, 0, 0, 0, 0);
    assertTrue(density.chance(0) > density.chance(1));
    assertTrue(density.chance(1) > density.chance(2));
    assertEquals(1, density.chance(0) + density.chance(1) + density.chance(2), 1e-12);
    double whole = 1 + 0.2 + 0.04;
    assertEquals((4 * 0.2 / whole + 1) / 7, density.chance(1), 1e-12);
  }

  @Test
  void drawsByChance() {
    AxisDensity density = seen(true, 2, 2, 2, 1);
    SplittableRandom random = new SplittableRandom(1);
    int[] drawn = new int[3];
    for (int i = 0; i < 100_000; i++) {
      drawn[density.draw(random)]++;
    }
    for (int place = 0; place < 3; place++) {
      assertEquals(density.chance(place), drawn[place] / 100_000.0, 0.005);
    }
  }

  @Test
  void anAxisAscendsWhereOneOfItsQuantitiesDoes() {
    List<Integer> values = List.of(3, 5, 7);
    Axis.Quantity count = Axis.Quantity.count("blocks", values);
    Axis.Quantity one = new Axis.Quantity("is 5", List.of(0.0, 1.0, 0.0));
    assertFalse(AxisDensity.ascends(Axis.of("k", values, count, one)));
    assertTrue(AxisDensity.ascends(Axis.of("k", values, count, Axis.Quantity.range("k", values))));
  }

  private static AxisDensity seen(boolean ordered, int... places) {
    AxisDensity density = new AxisDensity(3, ordered);
    for (int place : places) {
      density.add(place);
    }
    return density;
  }
}
