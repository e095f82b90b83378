package io.edgenas.benchmarks.ways;

import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.profiler.Workbench;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.profiler.measure.Timing;
import java.util.List;
import java.util.Optional;

/** Something that runs in cycles once, and the rows that come of it. */
interface Subject {
  /** Ready to run; the bench closes it. */
  Workbench.Loaded load();

  /**
   * What was measured, after it was closed.
   *
   * @param timing of its runs within their cycles
   */
  List<RoundMeasurement> rows(int round, int group, Timing timing);

  /** A row of what was timed itself. */
  static RoundMeasurement timed(int round, int group, Kind kind, String key, Timing timing) {
    LatencyStatistics latency =
        LatencyStatistics.of(
            timing.medianUs(),
            timing.p10Us(),
            timing.p90Us(),
            timing.interval().low(),
            timing.interval().high(),
            timing.runs());
    return new RoundMeasurement(round, group, kind, key, latency, Optional.empty());
  }

  /**
   * A row of what is known relative to what was timed: both saw the same state of the machine, so
   * drift cancels.
   *
   * @param shares of it in what was timed, one per sample
   */
  static RoundMeasurement relative(
      int round, int group, String key, Timing timing, Samples shares) {
    LatencyStatistics latency =
        LatencyStatistics.of(
            us(timing, shares, 0.5),
            us(timing, shares, 0.1),
            us(timing, shares, 0.9),
            shares.size());
    return new RoundMeasurement(round, group, Kind.OPERATION, key, latency, Optional.empty());
  }

  private static double us(Timing timing, Samples shares, double quantile) {
    // Of a layer that was fused away nothing is left, which no table can say.
    return Math.max(LatencyStatistics.MIN_US, timing.medianUs() * shares.quantile(quantile));
  }
}
