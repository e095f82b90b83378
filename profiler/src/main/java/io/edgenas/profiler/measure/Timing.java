package io.edgenas.profiler.measure;

/**
 * The latency of one subject, in microseconds per run.
 *
 * @param medianUs the median
 * @param p10Us 10th percentile, at most the median
 * @param p90Us 90th percentile, at least the median
 * @param interval 95 % for the median; holds it
 * @param runs number of timed runs
 */
public record Timing(double medianUs, double p10Us, double p90Us, Interval interval, long runs) {
  /**
   * A median with the percentiles of the samples as they were measured. A robust median need not be
   * one of theirs, so both are widened to hold it.
   */
  static Timing of(double medianUs, Samples measured, Interval interval, long runs) {
    return new Timing(
        medianUs,
        Math.min(medianUs, measured.quantile(0.1)),
        Math.max(medianUs, measured.quantile(0.9)),
        interval.including(medianUs),
        runs);
  }
}
