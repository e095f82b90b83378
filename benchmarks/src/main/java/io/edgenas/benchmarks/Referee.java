package io.edgenas.benchmarks;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.operation.Operation;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.OnnxWorkbench;
import io.edgenas.profiler.Workbench;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.file.Spaces;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures operations of a profile again, with {@link OperationBenchmark} in JVMs of their own. */
final class Referee {
  private final DeviceProfile profile;
  private final String space;
  private final double usualSentinelUs;
  private final long seed;

  /**
   * @param space name or file of the profile's space
   * @throws BadInputException if the profile is of another space, or of a kind that cannot be
   *     measured here
   */
  Referee(DeviceProfile profile, String space) {
    profile.space().require(SpaceIdentity.of(Spaces.find(space)), "profile " + profile.name());
    ProfileIdentity identity = profile.identity();
    if (identity.precision() != Precision.FP32 || !identity.providerOptions().isEmpty()) {
      throw new BadInputException(
          "profile "
              + profile.name()
              + " cannot be refereed: only fp32 without provider options can, not "
              + identity.precision().text()
              + " with "
              + identity.providerOptions());
    }
    this.profile = profile;
    this.space = space;
    this.seed = seed(profile);
    this.usualSentinelUs =
        profile
            .circumstances()
            .sentinelUs()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "profile "
                            + profile.name()
                            + " has no sentinel_us, which tells how fast the machine was: profile"
                            + " the device again"));
  }

  /** Which runs of an operation count. */
  enum Way {
    /**
     * The profiler takes them so: after the sentinel and another operation one run that does not
     * count, then one that does (several where one is short).
     */
    IN_TURNS("in turns", Mode.SingleShotTime),
    /** All runs that follow each other within an iteration: JMH's average time. */
    IN_A_ROW("in a row", Mode.AverageTime);

    private static final double LEAST_SHOT_US = 100;

    private final String text;
    private final Mode mode;

    Way(String text, Mode mode) {
      this.text = text;
      this.mode = mode;
    }

    /** What results call it. */
    String text() {
      return text;
    }

    /** Runs in a sample: as {@link io.edgenas.profiler.measure.Stopwatch} has it, a power of 2. */
    private int batch(OperationMeasurement row) {
      int runs = 1;
      while (this == IN_TURNS && runs * row.latency().medianUs() < LEAST_SHOT_US) {
        runs *= 2;
      }
      return runs;
    }
  }

  /**
   * How much is measured of an operation, each way.
   *
   * @param forks JVMs one after the other; 0 to measure in this one
   * @param warmUps iterations that do not count, per fork
   * @param iterations that count, per fork
   * @param millis milliseconds of an iteration in a row; the sentinel comes on top
   */
  record Effort(int forks, int warmUps, int iterations, int millis) {
    static final Effort DEFAULT = new Effort(2, 10, 25, 30);

    private static final double FORK_SECONDS = 3.5;
    private static final double ITERATION_SECONDS = 0.005;

    /** What an operation takes, both ways together, roughly. */
    Duration perOperation(double sentinelUs) {
      double iterations = 2 * (ITERATION_SECONDS + 4 * sentinelUs / 1e6) + millis / 1e3;
      double seconds =
          Math.max(1, forks) * (2 * FORK_SECONDS + (warmUps + this.iterations) * iterations);
      return Duration.ofMillis(Math.round(1e3 * seconds));
    }
  }

  /**
   * An operation measured again.
   *
   * @param row of the table
   * @param medianUs median over the iterations
   * @param slowness how many times longer than in the profile the sentinel took, median
   * @param atProfilePaceUs median over the iterations, each divided by its slowness
   * @param iterations how many there were in all forks
   */
  record Refereed(
      OperationMeasurement row,
      Way way,
      double medianUs,
      double slowness,
      double atProfilePaceUs,
      int iterations) {
    /** The ratio to the table's median, as measured. */
    double ratio() {
      return medianUs / row.latency().medianUs();
    }

    /** The ratio to the table's median, in the state of the machine that the table holds for. */
    double correctedRatio() {
      return atProfilePaceUs / row.latency().medianUs();
    }
  }

  /** What the sentinel took in the profile, in microseconds. */
  double usualSentinelUs() {
    return usualSentinelUs;
  }

  /**
   * Which of the rows were measured with another file than this version emits: what JMH says about
   * them is not about the table alone.
   */
  List<OperationMeasurement> ofOtherModels(List<OperationMeasurement> rows) {
    ProfileIdentity identity = profile.identity();
    Workbench workbench =
        new OnnxWorkbench(
            new RuntimeConfig(identity.provider(), identity.providerOptions(), identity.threads()),
            identity.batch(),
            seed);
    return rows.stream()
        .filter(
            row -> {
              try (Workbench.Loaded loaded = workbench.load(row.operation(), Border.INNER)) {
                return row.modelSha256().isEmpty()
                    || !row.modelSha256().get().equals(loaded.modelSha256());
              }
            })
        .toList();
  }

  /** The seed of the weights and inputs that the profile was measured with. */
  private static long seed(DeviceProfile profile) {
    String seed = profile.circumstances().notes().getOrDefault("seed", "1");
    try {
      return Long.parseLong(seed);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "profile "
              + profile.name()
              + " has the seed '"
              + Check.shown(seed)
              + "' among its notes, which is no whole number: restore profile.json",
          e);
    }
  }

  /**
   * Measures an operation.
   *
   * @throws RunnerException if JMH cannot run, or the benchmark fails
   */
  Refereed measure(OperationMeasurement row, Way way, Effort effort) throws RunnerException {
    ProfileIdentity identity = profile.identity();
    Options options =
        new OptionsBuilder()
            .include("^" + OperationBenchmark.class.getName().replace(".", "\\.") + "\\.run$")
            .mode(way.mode)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(effort.forks())
            .warmupIterations(effort.warmUps())
            .warmupTime(TimeValue.milliseconds(effort.millis()))
            .measurementIterations(effort.iterations())
            .measurementTime(TimeValue.milliseconds(effort.millis()))
            .warmupBatchSize(way.batch(row))
            .measurementBatchSize(way.batch(row))
            .param("key", row.operation().key())
            .param("neighbour", neighbour(row).key())
            .param("provider", identity.provider())
            .param("threads", Integer.toString(identity.threads()))
            .param("batch", Integer.toString(identity.batch()))
            .param("seed", Long.toString(seed))
            .param("space", space)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    // One result: one benchmark, one mode, one value per parameter.
    return refereed(row, way, new Runner(options).run().iterator().next());
  }

  /** The operation that stands next in the table: the profiler, too, measured it nearby. */
  private Operation neighbour(OperationMeasurement row) {
    List<OperationMeasurement> rows = profile.operations();
    return rows.get((rows.indexOf(row) + 1) % rows.size()).operation();
  }

  private Refereed refereed(OperationMeasurement row, Way way, RunResult result) {
    Samples measured = new Samples();
    Samples slowness = new Samples();
    Samples corrected = new Samples();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        double runUs = iteration.getPrimaryResult().getScore() / way.batch(row);
        double slower =
            iteration.getSecondaryResults().get(OperationBenchmark.SENTINEL_RESULT).getScore()
                / usualSentinelUs;
        measured.add(runUs);
        slowness.add(slower);
        corrected.add(runUs / slower);
      }
    }
    return new Refereed(
        row, way, measured.median(), slowness.median(), corrected.median(), measured.size());
  }
}
