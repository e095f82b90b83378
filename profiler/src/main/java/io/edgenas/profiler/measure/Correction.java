package io.edgenas.profiler.measure;

/**
 * Dividing latencies by how much slower the sentinel is than usual, and how far that is believed.
 *
 * <p>A network is not slowed down exactly as the sentinel is. Where the sentinel took 0.73 times as
 * long as in the profile, files took another 6 to 7 % less, a quarter of what was corrected
 * (docs/latency.md): so much is added to the interval. Far from 1 the machine is another than the
 * one that was profiled, or the profile is wrong: nothing is corrected then.
 */
public final class Correction {
  /** The least slowness that is corrected. */
  static final double LEAST_SLOWNESS = 0.67;

  /** The largest slowness that is corrected. */
  static final double MOST_SLOWNESS = 1.5;

  /** Error of a correction, as a share of it. */
  static final double ERROR_SHARE = 0.25;

  private Correction() {}

  /** Whether latencies are corrected for this slowness. */
  public static boolean believed(double slowness) {
    return slowness >= LEAST_SLOWNESS && slowness <= MOST_SLOWNESS;
  }

  /** The interval of corrected latencies with the error of the correction itself. */
  public static Interval widened(Interval corrected, double slowness) {
    double error = ERROR_SHARE * Math.abs(slowness - 1);
    return new Interval(corrected.low() * (1 - error), corrected.high() * (1 + error));
  }
}
