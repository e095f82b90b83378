package io.edgenas.benchmarks.ways;

import java.util.Locale;

/** Where the time of profiled runs went, summed up. */
final class Attribution {
  private double runsUs;
  private double namedUs;
  private double insideUs;
  private double borderUs;

  /**
   * Adds a run.
   *
   * @param runUs what it took altogether
   */
  void add(double runUs, LayerTimes times) {
    runsUs += runUs;
    namedUs += times.namedUs();
    insideUs += times.insideUs();
    borderUs += times.borderUs();
  }

  /** Shares of the time, in words. */
  String text() {
    return String.format(
        Locale.ROOT,
        "profiled runs: %.1f %% of the time in nodes named after their layer, %.1f %% in nodes"
            + " between those of one layer, %.1f %% in nodes between two layers, %.1f %% in no node",
        percent(namedUs),
        percent(insideUs),
        percent(borderUs),
        percent(runsUs - namedUs - insideUs - borderUs));
  }

  private double percent(double us) {
    return runsUs == 0 ? 0 : 100 * us / runsUs;
  }
}
