package io.edgenas.profiler;

import io.edgenas.network.FeatureShape;
import io.edgenas.network.MbConvOp;
import io.edgenas.network.PoolOp;
import io.edgenas.profiler.measure.InterleavedRounds;
import io.edgenas.profiler.measure.InterleavedRounds.Measured;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.profiler.measure.Sentinel;
import io.edgenas.profiler.measure.StopSignal;
import io.edgenas.profiler.measure.Stopwatch;
import io.edgenas.space.Activation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A workbench with a stopwatch and a sentinel on it. Opening it warms the way into the runtime up
 * and measures what a call costs. Holds natives: whoever opens it closes it. For one thread.
 */
public final class Bench implements AutoCloseable {
  /**
   * The same on every device and space: a million multiply-accumulates, convolutions of both kinds.
   */
  private static final MbConvOp SENTINEL =
      new MbConvOp(new FeatureShape(24, 14, 14), 72, 24, 5, 1, Activation.RELU, false, true);

  /** The mean of a single value: as little work as a model can have. */
  private static final PoolOp NOTHING = new PoolOp(new FeatureShape(1, 1, 1));

  private static final long READING_NANOS = Duration.ofMillis(10).toNanos();
  private static final int FIRST_READINGS = 5;

  private final Workbench workbench;
  private final Stopwatch stopwatch;
  private final Workbench.Loaded sentinelModel;
  private final Sentinel sentinel;
  private final double callOverheadUs;

  private Bench(
      Workbench workbench,
      Stopwatch stopwatch,
      Workbench.Loaded sentinelModel,
      double callOverheadUs) {
    this.workbench = workbench;
    this.stopwatch = stopwatch;
    this.sentinelModel = sentinelModel;
    this.callOverheadUs = callOverheadUs;
    this.sentinel = new Sentinel(sentinelModel, stopwatch, READING_NANOS);
    for (int i = 1; i < FIRST_READINGS; i++) {
      sentinel.deviation();
    }
  }

  /**
   * Opens a bench.
   *
   * @param nanoClock monotonic, in nanoseconds
   * @param warmUp time for compiling and warming the way into the runtime
   */
  public static Bench open(Workbench workbench, LongSupplier nanoClock, Duration warmUp) {
    Stopwatch stopwatch = new Stopwatch(nanoClock);
    double overheadUs;
    try (Workbench.Loaded nothing = workbench.load(NOTHING)) {
      stopwatch.warmUp(nothing, warmUp.toNanos());
      int runsPerSample = stopwatch.runsPerSample(nothing);
      overheadUs = stopwatch.burst(nothing, runsPerSample, warmUp.toNanos() / 4, 0.005).median();
    }
    Workbench.Loaded sentinelModel = workbench.load(SENTINEL);
    try {
      return new Bench(workbench, stopwatch, sentinelModel, overheadUs);
    } catch (RuntimeException e) {
      sentinelModel.close();
      throw e;
    }
  }

  /** Latency of a run of a model that does nothing, in microseconds. */
  public double callOverheadUs() {
    return callOverheadUs;
  }

  /** The clock's step in nanoseconds. */
  public long timerStepNanos() {
    return stopwatch.stepNanos();
  }

  /** All readings of the sentinel so far, in microseconds. */
  public Samples sentinelReadings() {
    return sentinel.readings();
  }

  /** The clock's reading in nanoseconds. */
  public long nanos() {
    return stopwatch.nanos();
  }

  /** What loading and running something costs, roughly; in nanoseconds. */
  record Cost(long loadNanos, long runNanos) {}

  /** Loads and runs twice, for plans; the first time warms up what loads. */
  Cost cost(Function<Workbench, Workbench.Loaded> load) {
    load.apply(workbench).close();
    long start = nanos();
    try (Workbench.Loaded loaded = load.apply(workbench)) {
      long loadNanos = nanos() - start;
      return new Cost(loadNanos, (long) (1e3 * stopwatch.warmUp(loaded, 0)));
    }
  }

  /**
   * Measures items in interleaved rounds; all are loaded meanwhile.
   *
   * @param load makes an item ready to run
   * @param nanosPerItem time for all rounds of an item; loading and repeated rounds not counted
   * @param stop asked between bursts
   * @return an entry per item, in their order
   */
  public <T> List<Result> measure(
      List<T> items,
      Load<T> load,
      long nanosPerItem,
      InterleavedRounds.Settings settings,
      StopSignal stop) {
    List<Workbench.Loaded> loaded = new ArrayList<>();
    try {
      for (T item : items) {
        stop.check();
        loaded.add(load.load(workbench, item));
      }
      List<Measured> measured =
          new InterleavedRounds(stopwatch, sentinel, settings).measure(loaded, nanosPerItem, stop);
      List<Result> results = new ArrayList<>();
      for (int i = 0; i < loaded.size(); i++) {
        results.add(new Result(measured.get(i), loaded.get(i).modelSha256()));
      }
      return results;
    } finally {
      loaded.forEach(Workbench.Loaded::close);
    }
  }

  /** Makes an item ready to run. */
  @FunctionalInterface
  public interface Load<T> {
    Workbench.Loaded load(Workbench workbench, T item);
  }

  /** What was measured of an item, and the SHA-256 of the file that ran. */
  public record Result(Measured measured, String modelSha256) {}

  @Override
  public void close() {
    sentinelModel.close();
  }
}
