package io.edgenas.latency.table;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Latency as a function of size (pixels or classes): linear between measured sizes, not defined
 * beyond them, and never falling.
 *
 * <p>Where noise made a larger size faster than a smaller one, both are replaced by their mean
 * (isotonic regression by pooling adjacent violators; Barlow et al., 1972), so values between
 * measured sizes are positive and monotone.
 */
final class Curve {
  private final NavigableMap<Long, Double> points;

  /** The curve through these points, size to latency, at least one. */
  Curve(NavigableMap<Long, Double> measured) {
    this.points = isotonic(measured);
  }

  /** The latency at a size; empty outside the measured sizes. */
  OptionalDouble at(long size) {
    Map.Entry<Long, Double> below = points.floorEntry(size);
    Map.Entry<Long, Double> above = points.ceilingEntry(size);
    if (below == null || above == null) {
      return OptionalDouble.empty();
    }
    if (below.getKey().equals(above.getKey())) {
      return OptionalDouble.of(below.getValue());
    }
    double share = (double) (size - below.getKey()) / (above.getKey() - below.getKey());
    return OptionalDouble.of(below.getValue() + share * (above.getValue() - below.getValue()));
  }

  private static NavigableMap<Long, Double> isotonic(NavigableMap<Long, Double> measured) {
    int n = measured.size();
    double[] level = new double[n];
    int[] count = new int[n];
    int blocks = 0;
    for (double value : measured.values()) {
      level[blocks] = value;
      count[blocks] = 1;
      blocks++;
      while (blocks > 1 && level[blocks - 2] > level[blocks - 1]) {
        int pooled = count[blocks - 2] + count[blocks - 1];
        level[blocks - 2] =
            (level[blocks - 2] * count[blocks - 2] + level[blocks - 1] * count[blocks - 1])
                / pooled;
        count[blocks - 2] = pooled;
        blocks--;
      }
    }
    NavigableMap<Long, Double> fitted = new TreeMap<>();
    int block = 0;
    int used = 0;
    for (long size : measured.keySet()) {
      if (used == count[block]) {
        block++;
        used = 0;
      }
      fitted.put(size, level[block]);
      used++;
    }
    return fitted;
  }
}
