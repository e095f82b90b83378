package io.edgenas.profiler.measure;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A clock and work on it, for tests: time passes only by reading the clock and by running subjects,
 * whose latency has seeded noise and a slowdown that may depend on the time.
 */
public final class SimulatedMachine {
  private static final int READ_NANOS = 20;

  private final RandomGenerator random;
  private DoubleUnaryOperator slowdownAtSecond = second -> 1;
  private long nanos;
  private long runs;

  public SimulatedMachine(long seed) {
    random = new SplittableRandom(seed);
  }

  /** From now on every run takes as many times longer as this says for the second it starts in. */
  public void slowdown(DoubleUnaryOperator atSecond) {
    slowdownAtSecond = atSecond;
  }

  /** The clock's reading in nanoseconds; reading takes time. */
  public long nanos() {
    nanos += READ_NANOS;
    return nanos;
  }

  /** Seconds since the machine was made. */
  public double seconds() {
    return nanos / 1e9;
  }

  /** How often any subject ran. */
  public long runs() {
    return runs;
  }

  /** Work of {@code medianUs} with noise of this standard deviation, as a share of it. */
  public TimedRun subject(double medianUs, double noise) {
    return () -> {
      double factor = Math.max(0.1, 1 + noise * random.nextGaussian());
      nanos += (long) (1e3 * medianUs * factor * slowdownAtSecond.applyAsDouble(seconds()));
      runs++;
    };
  }
}
