package io.edgenas.search.front;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random points for tests, on a coarse grid, so that ties and duplicates occur. */
final class GainVectors {
  static final int SIDE = 8;

  private GainVectors() {}

  /** Whole numbers from 0 to {@link #SIDE} - 1. */
  static List<double[]> random(Random random, int count, int objectives) {
    return IntStream.range(0, count)
        .mapToObj(i -> random.ints(objectives, 0, SIDE).asDoubleStream().toArray())
        .toList();
  }

  /** By its definition, word by word. */
  static boolean dominates(double[] a, double[] b) {
    return IntStream.range(0, a.length).allMatch(i -> a[i] >= b[i])
        && IntStream.range(0, a.length).anyMatch(i -> a[i] > b[i]);
  }
}
