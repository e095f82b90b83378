package io.edgenas.profiler.measure;

import java.util.function.LongSupplier;

/**
 * Times bursts of runs with a clock whose step is known: where one run is shorter than a hundred
 * steps, a sample is the mean of several consecutive runs.
 */
public final class Stopwatch {
  private static final int STEPS_PER_SAMPLE = 100;
  private static final int MAX_RUNS_PER_SAMPLE = 10_000;
  private static final int MAX_SAMPLES = 200_000;
  private static final int MIN_WARM_UP_RUNS = 3;

  /** A sample of fewer runs would mostly show what a single run meets in the caches. */
  private static final long LEAST_SAMPLE_NANOS = 100_000;

  private final LongSupplier nanoClock;
  private final long stepNanos;

  /**
   * @param nanoClock monotonic, in nanoseconds
   */
  public Stopwatch(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.stepNanos = TimerStep.nanos(nanoClock);
  }

  /** The clock's step: the shortest time that it can tell from none. */
  public long stepNanos() {
    return stepNanos;
  }

  /** The clock's reading, for plans and deadlines. */
  public long nanos() {
    return nanoClock.getAsLong();
  }

  /** How many consecutive runs one sample of this subject needs; warms it up by as much. */
  public int runsPerSample(TimedRun subject) {
    long least = Math.max(LEAST_SAMPLE_NANOS, STEPS_PER_SAMPLE * stepNanos);
    int runs = 1;
    while (runs < MAX_RUNS_PER_SAMPLE && time(subject, runs) < least) {
      runs *= 2;
    }
    return runs;
  }

  /**
   * Runs the subject for at least {@code nanos} and at least three times without recording.
   *
   * @return microseconds of the last run
   */
  public double warmUp(TimedRun subject, long nanos) {
    long start = nanos();
    long last = time(subject, 1);
    for (int runs = 1;
        runs < MIN_WARM_UP_RUNS || (nanos() - start < nanos && runs < MAX_SAMPLES);
        runs++) {
      last = time(subject, 1);
    }
    return last / 1e3;
  }

  /** Microseconds per run of this many consecutive runs. */
  public double sampleUs(TimedRun subject, int runs) {
    return time(subject, runs) / 1e3 / runs;
  }

  /**
   * Samples a subject that is warm until the time is over, at least once.
   *
   * @param runsPerSample see {@link #runsPerSample}
   */
  public Samples block(TimedRun subject, int runsPerSample, long nanos) {
    long start = nanos();
    Samples samples = new Samples();
    do {
      samples.add(sampleUs(subject, runsPerSample));
    } while (samples.size() < MAX_SAMPLES && nanos() - start < nanos);
    return samples;
  }

  private long time(TimedRun subject, int runs) {
    long start = nanoClock.getAsLong();
    for (int i = 0; i < runs; i++) {
      subject.runOnce();
    }
    return nanoClock.getAsLong() - start;
  }
}
