package io.edgenas.profiler.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures several subjects in turns, again and again: in a cycle each runs once without being
 * timed, so that its data is in the caches as in runs that follow each other, and then for one
 * sample.
 *
 * <p>A machine that is shared or throttles changes its speed within fractions of a second, by more
 * than subjects differ; but what runs within the same few milliseconds is slowed down alike. So a
 * sample counts relative to the cycle it was taken in ({@link TwoWayFit}). Where networks measured
 * twice differed by 7.7 % of their latency before, they differ by 0.5 % (docs/latency.md).
 */
public final class Cycles {
  /** Fewer have no interval. */
  public static final int LEAST = Samples.MIN_FOR_INTERVAL;

  private static final int MOST = 2_000;

  /** Cycles that were this much slower than usual are left out: something else was going on. */
  private static final double DISTURBED = Math.log(1.5);

  private final Stopwatch stopwatch;

  public Cycles(Stopwatch stopwatch) {
    this.stopwatch = stopwatch;
  }

  /**
   * Measures all subjects.
   *
   * @param nanos time for all of them together, warm-up included; somewhat more where {@link
   *     #LEAST} cycles need it
   * @param stop asked before each sample
   * @return one entry per subject, in their order; all hold for the same state of the machine, the
   *     median of those that it was in
   * @throws StoppedException when {@code stop} says so
   */
  public List<Timing> measure(List<? extends TimedRun> subjects, long nanos, StopSignal stop) {
    long start = stopwatch.nanos();
    int[] runs = new int[subjects.size()];
    for (int i = 0; i < runs.length; i++) {
      stop.check();
      stopwatch.warmUp(subjects.get(i), 0);
      runs[i] = stopwatch.runsPerSample(subjects.get(i));
    }
    List<double[]> cycles = new ArrayList<>();
    while (cycles.size() < LEAST || (stopwatch.nanos() - start < nanos && cycles.size() < MOST)) {
      cycles.add(cycle(subjects, runs, stop));
    }
    return timings(cycles, runs);
  }

  /** Microseconds per run of each subject. */
  private double[] cycle(List<? extends TimedRun> subjects, int[] runs, StopSignal stop) {
    double[] latencyUs = new double[runs.length];
    for (int i = 0; i < runs.length; i++) {
      stop.check();
      subjects.get(i).prepare();
      latencyUs[i] = stopwatch.sampleUs(subjects.get(i), runs[i]);
    }
    return latencyUs;
  }

  private static List<Timing> timings(List<double[]> cycles, int[] runs) {
    TwoWayFit fit = fit(cycles, runs.length);
    List<double[]> kept = new ArrayList<>();
    for (int j = 0; j < cycles.size(); j++) {
      if (fit.effects()[j] <= DISTURBED) {
        kept.add(cycles.get(j));
      }
    }
    if (kept.size() >= LEAST && kept.size() < cycles.size()) {
      fit = fit(kept, runs.length);
    } else {
      kept = cycles;
    }
    List<Timing> timings = new ArrayList<>();
    for (int i = 0; i < runs.length; i++) {
      Samples measured = new Samples();
      Samples corrected = new Samples();
      for (int j = 0; j < kept.size(); j++) {
        measured.add(kept.get(j)[i]);
        corrected.add(kept.get(j)[i] / Math.exp(fit.effects()[j]));
      }
      timings.add(
          Timing.of(
              Math.exp(fit.levels()[i]),
              measured,
              corrected.medianInterval(),
              (long) kept.size() * runs[i]));
    }
    return timings;
  }

  private static TwoWayFit fit(List<double[]> cycles, int subjects) {
    List<TwoWayFit.Value> values = new ArrayList<>();
    for (int j = 0; j < cycles.size(); j++) {
      for (int i = 0; i < subjects; i++) {
        values.add(new TwoWayFit.Value(i, j, Math.log(cycles.get(j)[i])));
      }
    }
    double[] start = new double[cycles.size()];
    for (int j = 0; j < start.length; j++) {
      start[j] = Arrays.stream(cycles.get(j)).map(Math::log).average().orElseThrow();
    }
    return TwoWayFit.of(subjects, start, values);
  }
}
