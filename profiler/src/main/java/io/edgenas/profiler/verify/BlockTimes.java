package io.edgenas.profiler.verify;

import io.edgenas.profiler.measure.Interval;
import io.edgenas.profiler.measure.Samples;

/**
 * What a model took, in blocks spread over the time, in microseconds. The median is that of the
 * blocks' medians, and its interval one of their order statistics.
 */
final class BlockTimes {
  private final Samples all = new Samples();
  private final Samples medians = new Samples();

  /**
   * Adds a block.
   *
   * @param slowness by which every sample is divided
   */
  void add(Samples block, double slowness) {
    for (double sample : block.values()) {
      all.add(sample / slowness);
    }
    medians.add(block.median() / slowness);
  }

  int samples() {
    return all.size();
  }

  double medianMs() {
    return medians.median() / 1e3;
  }

  double p90Ms() {
    return all.quantile(0.9) / 1e3;
  }

  /**
   * The interval of the median, at least 95 %; from the fastest block to the slowest where they are
   * few.
   */
  Interval intervalMs(int leastBlocks, double confidence) {
    Interval us =
        medians.size() >= leastBlocks
            ? medians.medianInterval(confidence)
            : new Interval(medians.quantile(0), medians.quantile(1));
    return new Interval(us.low() / 1e3, us.high() / 1e3);
  }
}
