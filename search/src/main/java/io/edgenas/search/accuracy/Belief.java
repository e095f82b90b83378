package io.edgenas.search.accuracy;

import io.edgenas.base.value.Require;

/**
 * What a model believes of one architecture's accuracy: a normal distribution of what an evaluation
 * without noise would say.
 *
 * @param mean a fraction from 0 to 1; far from the samples it may leave that
 * @param deviation one standard deviation, as a fraction; 0 and more
 */
public record Belief(double mean, double deviation) {
  public Belief {
    Require.range("mean", mean, -Double.MAX_VALUE, Double.MAX_VALUE);
    Require.range("deviation", deviation, 0, Double.MAX_VALUE);
  }
}
