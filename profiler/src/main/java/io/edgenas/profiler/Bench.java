package io.edgenas.profiler;

import io.edgenas.network.Network;
import io.edgenas.onnx.emit.Border;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.PoolOp;
import io.edgenas.profiler.measure.Cycles;
import io.edgenas.profiler.measure.StopSignal;
import io.edgenas.profiler.measure.Stopwatch;
import io.edgenas.profiler.measure.Timing;
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
  /** The mean of a single value: as little work as a model can have. */
  private static final PoolOp NOTHING = new PoolOp(new FeatureShape(1, 1, 1));

  private final Workbench workbench;
  private final Stopwatch stopwatch;
  private final Network sentinel;
  private final Workbench.Loaded sentinelModel;
  private final double callOverheadUs;

  private Bench(
      Workbench workbench,
      Stopwatch stopwatch,
      Network sentinel,
      Workbench.Loaded sentinelModel,
      double callOverheadUs) {
    this.workbench = workbench;
    this.stopwatch = stopwatch;
    this.sentinel = sentinel;
    this.sentinelModel = sentinelModel;
    this.callOverheadUs = callOverheadUs;
  }

  /**
   * Opens a bench.
   *
   * @param sentinel is timed with everything else, see {@link ReferenceSubnet}
   * @param nanoClock monotonic, in nanoseconds
   * @param warmUp time for compiling and warming the way into the runtime
   */
  public static Bench open(
      Workbench workbench, Network sentinel, LongSupplier nanoClock, Duration warmUp) {
    Stopwatch stopwatch = new Stopwatch(nanoClock);
    double overheadUs = warmUp(workbench, stopwatch, warmUp);
    return new Bench(workbench, stopwatch, sentinel, workbench.load(sentinel), overheadUs);
  }

  /**
   * Runs a model that does nothing until the way into the runtime is compiled and warm.
   *
   * @param warmUp time for it
   * @return latency of such a run in microseconds
   */
  public static double warmUp(Workbench workbench, Stopwatch stopwatch, Duration warmUp) {
    try (Workbench.Loaded nothing = workbench.load(NOTHING, Border.INNER)) {
      stopwatch.warmUp(nothing, warmUp.toNanos());
      return stopwatch
          .block(nothing, stopwatch.runsPerSample(nothing), warmUp.toNanos() / 4)
          .median();
    }
  }

  /** What is timed with everything else. */
  public Network sentinel() {
    return sentinel;
  }

  /** Latency of a run of a model that does nothing, in microseconds. */
  public double callOverheadUs() {
    return callOverheadUs;
  }

  /** The clock's step in nanoseconds. */
  public long timerStepNanos() {
    return stopwatch.stepNanos();
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
   * Measures items in interleaved cycles; all are loaded meanwhile.
   *
   * @param loads make one item each ready to run
   * @param nanosPerItem time for an item; loading not counted
   * @param stop asked between samples
   */
  public Group measure(
      List<Function<Workbench, Workbench.Loaded>> loads, long nanosPerItem, StopSignal stop) {
    List<Workbench.Loaded> loaded = new ArrayList<>();
    try {
      for (Function<Workbench, Workbench.Loaded> load : loads) {
        stop.check();
        loaded.add(load.apply(workbench));
      }
      List<Workbench.Loaded> subjects = new ArrayList<>(loaded);
      subjects.add(sentinelModel);
      List<Timing> timings =
          new Cycles(stopwatch).measure(subjects, nanosPerItem * loads.size(), stop);
      List<Result> results = new ArrayList<>();
      for (int i = 0; i < subjects.size(); i++) {
        results.add(new Result(timings.get(i), subjects.get(i).modelSha256()));
      }
      return new Group(results.subList(0, loads.size()), results.get(loads.size()));
    } finally {
      loaded.forEach(Workbench.Loaded::close);
    }
  }

  /** What was measured of an item, and the SHA-256 of the file that ran. */
  public record Result(Timing timing, String modelSha256) {}

  /**
   * What was measured together, in the same state of the machine.
   *
   * @param items an entry per item, in their order
   */
  public record Group(List<Result> items, Result sentinel) {
    public Group {
      items = List.copyOf(items);
    }
  }

  @Override
  public void close() {
    sentinelModel.close();
  }
}
