package io.edgenas.benchmarks;

import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.operation.Operation;
import io.edgenas.profiler.Bench;
import io.edgenas.profiler.OnnxWorkbench;
import io.edgenas.profiler.ReferenceSubnet;
import io.edgenas.profiler.Workbench;
import io.edgenas.profiler.measure.Stopwatch;
import io.edgenas.space.file.Spaces;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One run of any operation in ONNX Runtime: the very model that the profiler measures, by other
 * means. Average time is what the referee compares; sample time has the percentiles.
 *
 * <p>Iterations are short, and each stands between two timings of the space's sentinel, so that it
 * can be told from them how fast the machine was meanwhile (docs/latency.md). For one thread of
 * JMH; {@link #threads} are ONNX Runtime's.
 */
// Of scope Benchmark, so that the sentinel is handed the instance that is measured, not one of its
// own.
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 30, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 30, time = 30, timeUnit = TimeUnit.MILLISECONDS)
public class OperationBenchmark {
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  @Param("mbconv-in:32x56x56-out:32x56x56-mid:192-k7-s1-relu-nose-expand")
  public String key;

  /** What runs between the sentinel and the operation, as in the profiler's cycles. */
  @Param("mbconv-in:48x28x28-out:48x28x28-mid:192-k5-s1-relu-se-expand")
  public String neighbour;

  @Param(RuntimeConfig.CPU)
  public String provider;

  @Param("1")
  public int threads;

  @Param("1")
  public int batch;

  /** Of the random weights and inputs. */
  @Param("1")
  public long seed;

  /** Whose sentinel runs too. */
  @Param("ofa-mbv3-w1.2")
  public String space;

  private Workbench workbench;
  private Workbench.Loaded operation;
  private Workbench.Loaded neighbourOperation;

  /**
   * Compiles the way into the runtime, as the profiler does, then emits and loads the model. In a
   * fresh JVM a single run would otherwise take 20 to 80 us longer than in the profiler.
   */
  @Setup
  public void load() {
    RuntimeConfig config = new RuntimeConfig(provider, Collections.emptySortedMap(), threads);
    workbench = new OnnxWorkbench(config, batch, seed);
    Bench.warmUp(workbench, new Stopwatch(System::nanoTime), WARM_UP);
    operation = workbench.load(Operation.parse(key), Border.INNER);
    neighbourOperation = workbench.load(Operation.parse(neighbour), Border.INNER);
  }

  /** Frees the models. */
  @TearDown
  public void close() {
    operation.close();
    neighbourOperation.close();
  }

  /** A call of native code: nothing that a compiler could leave out. */
  @Benchmark
  public void run(Sentinel sentinel) {
    operation.runOnce();
  }

  /**
   * The sentinel of the operation's space. JMH reports it with each iteration as {@value
   * OperationBenchmark#SENTINEL_RESULT}; what it prints at the end is their sum.
   */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Sentinel {
    private final Stopwatch stopwatch = new Stopwatch(System::nanoTime);
    private Workbench.Loaded subnet;
    private int runs;
    private double beforeUs;
    private double afterUs;

    /** Loads and warms up. */
    @Setup(Level.Trial)
    public void load(OperationBenchmark benchmark) {
      subnet = benchmark.workbench.load(ReferenceSubnet.of(Spaces.find(benchmark.space)));
      stopwatch.warmUp(subnet, 0);
      runs = stopwatch.runsPerSample(subnet);
    }

    /**
     * Times it, then runs the neighbour, then the operation once, so that the caches hold what is
     * the operation's. Straight after the sentinel the next run would take 1.4 % longer.
     */
    @Setup(Level.Iteration)
    public void before(OperationBenchmark benchmark) {
      beforeUs = sampleUs();
      benchmark.neighbourOperation.runOnce();
      benchmark.neighbourOperation.runOnce();
      benchmark.operation.runOnce();
    }

    /** Times it again. */
    @TearDown(Level.Iteration)
    public void after() {
      afterUs = sampleUs();
    }

    /** Frees the model. */
    @TearDown(Level.Trial)
    public void close() {
      subnet.close();
    }

    /** Microseconds of a run around this iteration: the geometric mean of before and after. */
    public double sentinelUs() {
      return Math.sqrt(beforeUs * afterUs);
    }

    /** Measures as the profiler's cycles do: one run that is not timed, then a sample. */
    private double sampleUs() {
      subnet.runOnce();
      return stopwatch.sampleUs(subnet, runs);
    }
  }

  /** The name of the secondary result that holds {@link Sentinel#sentinelUs}. */
  static final String SENTINEL_RESULT = "sentinelUs";
}
