package io.edgenas.profiler.measure;

/**
 * The same small piece of work timed throughout a run: where its latency moves away from what it
 * usually is, the machine has changed (clocks, heat, other work) and what was measured meanwhile is
 * not to be trusted.
 */
public final class Sentinel {
  private static final double PRECISION = 0.01;

  private final TimedRun subject;
  private final Stopwatch stopwatch;
  private final long readingNanos;
  private final int runsPerSample;
  private final Samples readings = new Samples();

  /**
   * Warms the subject up and takes the first reading.
   *
   * @param readingNanos time that each reading may take
   */
  public Sentinel(TimedRun subject, Stopwatch stopwatch, long readingNanos) {
    this.subject = subject;
    this.stopwatch = stopwatch;
    this.readingNanos = readingNanos;
    stopwatch.warmUp(subject, readingNanos);
    this.runsPerSample = stopwatch.runsPerSample(subject);
    readings.add(latencyUs());
  }

  /**
   * Takes a reading.
   *
   * @return how far it is from the median of all readings so far, as a share of that: 0.1 for 10 %
   *     slower or faster
   */
  public double deviation() {
    double latencyUs = latencyUs();
    readings.add(latencyUs);
    double usual = readings.median();
    return Math.abs(latencyUs - usual) / usual;
  }

  private double latencyUs() {
    return stopwatch.burst(subject, runsPerSample, readingNanos, PRECISION).median();
  }

  /** All readings so far, in microseconds. */
  public Samples readings() {
    Samples copy = new Samples();
    copy.addAll(readings);
    return copy;
  }
}
