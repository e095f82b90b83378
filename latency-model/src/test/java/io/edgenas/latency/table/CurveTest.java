package io.edgenas.latency.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CurveTest {
  @Test
  void isLinearBetweenMeasuredSizes() {
    Curve curve = new Curve(new TreeMap<>(Map.of(10L, 1.0, 20L, 3.0)));
    assertEquals(1.0, curve.at(10).getAsDouble());
    assertEquals(2.0, curve.at(15).getAsDouble());
    assertEquals(3.0, curve.at(20).getAsDouble());
  }

  @Test
  void doesNotExtrapolate() {
    Curve curve = new Curve(new TreeMap<>(Map.of(10L, 1.0, 20L, 3.0)));
    assertTrue(curve.at(9).isEmpty());
    assertTrue(curve.at(21).isEmpty());
  }

  @Test
  void poolsWhatNoiseTurnedAround() {
    Curve curve = new Curve(new TreeMap<>(Map.of(1L, 4.0, 2L, 2.0, 3L, 3.0, 4L, 9.0)));
    assertEquals(3.0, curve.at(1).getAsDouble());
    assertEquals(3.0, curve.at(2).getAsDouble());
    assertEquals(3.0, curve.at(3).getAsDouble());
    assertEquals(9.0, curve.at(4).getAsDouble());
  }

  @Test
  void isPositiveAndNeverFallsWhateverWasMeasured() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 200; round++) {
      TreeMap<Long, Double> points = new TreeMap<>();
      for (int i = 0; i < 1 + random.nextInt(8); i++) {
        points.put(random.nextLong(1, 200), random.nextDouble(1e-3, 1e3));
      }
      Curve curve = new Curve(points);
      double before = 0;
      for (long size = points.firstKey(); size <= points.lastKey(); size++) {
        double at = curve.at(size).getAsDouble();
        assertTrue(at > 0 && at >= before - 1e-9 * before, "round " + round + " size " + size);
        before = at;
      }
    }
  }
}
