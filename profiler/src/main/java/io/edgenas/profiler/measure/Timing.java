package io.edgenas.profiler.measure;

import java.util.List;

/**
 * The latency of one subject, in microseconds per run.
 *
 * @param medianUs the median of the rounds' medians
 * @param p10Us 10th percentile over all rounds
 * @param p90Us 90th percentile over all rounds
 * @param interval at least 95 % for the median if samples are independent, widened to hold every
 *     round's median so that drift shows
 * @param runs number of timed runs
 */
public record Timing(double medianUs, double p10Us, double p90Us, Interval interval, long runs) {
  /**
   * Sums up rounds of the same subject.
   *
   * @param rounds at least one; together at least {@link Samples#MIN_FOR_INTERVAL} samples
   * @param runsPerSample how many consecutive runs a sample is the mean of
   */
  public static Timing of(List<Samples> rounds, int runsPerSample) {
    Samples all = new Samples();
    Samples medians = new Samples();
    for (Samples round : rounds) {
      all.addAll(round);
      medians.add(round.median());
    }
    Interval interval = all.medianInterval();
    for (Samples round : rounds) {
      interval = interval.including(round.median());
    }
    double median = medians.median();
    // Rounds stop early when precise, so the pooled percentiles may lie on one side of the median.
    return new Timing(
        median,
        Math.min(median, all.quantile(0.1)),
        Math.max(median, all.quantile(0.9)),
        interval,
        (long) all.size() * runsPerSample);
  }
}
