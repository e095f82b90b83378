package io.edgenas.benchmarks;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.benchmarks.Referee.Effort;
import io.edgenas.benchmarks.Referee.Refereed;
import io.edgenas.benchmarks.Referee.Way;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.host.HostProbe;
import io.edgenas.profiler.host.MeasuringLock;
import io.edgenas.profiler.measure.Interval;
import io.edgenas.profiler.measure.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Lets JMH judge a profile: {@code RefereeProfile PROFILE SPACE [N] [SEED]} measures N random
 * operations of it again, in JVMs of their own, and says how far its table is off.
 *
 * <p>Results go to standard output, plan and progress to standard error.
 */
public final class RefereeProfile {
  private static final int DEFAULT_OPERATIONS = 12;
  private static final int BAD_INPUT = 2;

  private RefereeProfile() {}

  /** Measures and prints; exits with 2 on bad input. */
  public static void main(String[] args) throws IOException, RunnerException {
    try {
      run(args);
    } catch (BadInputException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(BAD_INPUT);
    }
  }

  @SuppressWarnings("try")
  private static void run(String[] args) throws IOException, RunnerException {
    if (args.length < 2 || args.length > 4) {
      throw new BadInputException(
          "usage: RefereeProfile PROFILE SPACE [N] [SEED], where PROFILE is the folder that"
              + " `profile` wrote, SPACE a name or a file, N a number of operations (default: "
              + DEFAULT_OPERATIONS
              + ")");
    }
    DeviceProfile profile = ProfileFolder.read(Path.of(args[0]));
    Referee referee = new Referee(profile, args[1]);
    int count = args.length > 2 ? (int) whole("N", args[2]) : DEFAULT_OPERATIONS;
    long seed = args.length > 3 ? whole("SEED", args[3]) : 1;
    List<OperationMeasurement> drawn = draw(profile, count, seed);
    try (MeasuringLock lock =
        MeasuringLock.acquire("RefereeProfile " + args[0], Clock.systemUTC().instant())) {
      warnOfOtherMachine(profile.identity());
      referee
          .ofOtherModels(drawn)
          .forEach(
              row -> note("warning: the table measured another file of " + row.operation().key()));
      note(plan(drawn, referee));
      print(measure(drawn, referee, Effort.DEFAULT));
    }
  }

  private static long whole(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          name + " '" + Check.shown(text) + "' is not allowed: give a whole number", e);
    }
  }

  /**
   * Distinct operations, each equally likely.
   *
   * @throws BadInputException if the profile does not have so many
   */
  static List<OperationMeasurement> draw(DeviceProfile profile, int count, long seed) {
    List<OperationMeasurement> operations = new ArrayList<>(profile.operations());
    Check.range("number of operations", count, 1, operations.size());
    RandomGenerator random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      Collections.swap(operations, i, random.nextInt(i, operations.size()));
    }
    return operations.subList(0, count);
  }

  static String plan(List<OperationMeasurement> drawn, Referee referee) {
    Effort effort = Effort.DEFAULT;
    double seconds = effort.perOperation(referee.usualSentinelUs()).toMillis() / 1e3 * drawn.size();
    return String.format(
        Locale.ROOT,
        "plan: %d operations, each in turns with the sentinel (one sample an iteration) and in a row"
            + " (%d ms an iteration), each way in %d JVMs with %d iterations after %d to warm up:"
            + " about %.0f s",
        drawn.size(),
        effort.millis(),
        effort.forks(),
        effort.iterations(),
        effort.warmUps(),
        seconds);
  }

  static List<Refereed> measure(List<OperationMeasurement> drawn, Referee referee, Effort effort)
      throws RunnerException {
    List<Refereed> all = new ArrayList<>();
    for (OperationMeasurement row : drawn) {
      for (Way way : Way.values()) {
        all.add(referee.measure(row, way, effort));
      }
      note(all.size() / Way.values().length + " of " + drawn.size() + " measured");
    }
    return all;
  }

  private static void warnOfOtherMachine(ProfileIdentity identity) {
    RuntimeConfig config =
        new RuntimeConfig(identity.provider(), Collections.emptySortedMap(), identity.threads());
    identity
        .differences(
            HostProbe.probe()
                .identity(identity.deviceId(), config, identity.precision(), identity.batch()))
        .forEach(difference -> note("warning: the profile is of another machine: " + difference));
  }

  private static void print(List<Refereed> all) {
    System.out.println("way,table_us,jmh_us,slowness,ratio,corrected_ratio,iterations,key");
    for (Refereed one : all) {
      System.out.printf(
          Locale.ROOT,
          "%s,%.2f,%.2f,%.3f,%.3f,%.3f,%d,%s%n",
          one.way().text(),
          one.row().latency().medianUs(),
          one.medianUs(),
          one.slowness(),
          one.ratio(),
          one.correctedRatio(),
          one.iterations(),
          one.row().operation().key());
    }
    for (Way way : Way.values()) {
      List<Refereed> part = all.stream().filter(one -> one.way() == way).toList();
      System.out.println(summary(way.text() + ", as measured", part, Refereed::ratio));
      System.out.println(
          summary(way.text() + ", corrected by the sentinel", part, Refereed::correctedRatio));
    }
  }

  static String summary(String what, List<Refereed> all, ToDoubleFunction<Refereed> ratio) {
    Samples ratios = Samples.of(all.stream().mapToDouble(ratio).toArray());
    String text =
        String.format(
            Locale.ROOT,
            "JMH / table, %s: median %.3f; half between %.3f and %.3f; all between %.3f and %.3f",
            what,
            ratios.median(),
            ratios.quantile(0.25),
            ratios.quantile(0.75),
            ratios.quantile(0),
            ratios.quantile(1));
    if (ratios.size() < Samples.MIN_FOR_INTERVAL) {
      return text;
    }
    Interval interval = ratios.medianInterval();
    return text
        + String.format(
            Locale.ROOT,
            "; 95 %% interval of the median %.3f to %.3f",
            interval.low(),
            interval.high());
  }

  private static void note(String text) {
    System.err.println(text);
  }
}
