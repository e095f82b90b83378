package io.edgenas.benchmarks.ways;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.benchmarks.ways.WaysReport.Candidate;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.profiler.Bench;
import io.edgenas.profiler.OnnxWorkbench;
import io.edgenas.profiler.ReferenceSubnet;
import io.edgenas.profiler.host.MeasuringLock;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Spaces;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares ways to measure what an operation costs inside a network: {@code MeasuringWays SPACE
 * RESOLUTIONS MINUTES FOLDER} measures all operations in all ways, and random networks, in turns,
 * and says how well each way predicts the networks.
 *
 * <p>FOLDER keeps the bursts as a profile does, so that the same command adds rounds to them; 0
 * minutes judge what is there. Results go to standard output, progress to standard error.
 */
public final class MeasuringWays {
  private static final int NETWORKS = 100;
  private static final long SEED = 1;
  private static final int BATCH = 1;
  private static final int BAD_INPUT = 2;
  private static final int MAX_MINUTES = 60;
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  private final SearchSpace space;
  private final WaysPlan plan;
  private final PrintStream out;
  private final PrintStream progress;

  /**
   * @param out for results
   */
  MeasuringWays(SearchSpace space, WaysPlan plan, PrintStream out, PrintStream progress) {
    this.space = space;
    this.plan = plan;
    this.out = out;
    this.progress = progress;
  }

  /** Measures and prints; exits with 2 on bad input. */
  public static void main(String[] args) throws IOException {
    try {
      run(args);
    } catch (BadInputException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(BAD_INPUT);
    }
  }

  @SuppressWarnings("try")
  private static void run(String[] args) throws IOException {
    if (args.length != 4) {
      throw new BadInputException(
          "usage: MeasuringWays SPACE RESOLUTIONS MINUTES FOLDER, where SPACE is a name or a file,"
              + " RESOLUTIONS are like 160,192,224, and FOLDER keeps what is measured: run it again"
              + " to add to it, with 0 minutes to judge what is there");
    }
    SearchSpace space = Spaces.find(args[0]);
    WaysPlan plan = WaysPlan.of(space, resolutions(args[1]), NETWORKS, SEED);
    double minutes = minutes(args[2]);
    MeasuringWays ways = new MeasuringWays(space, plan, System.out, System.err);
    try (MeasuringLock lock =
            MeasuringLock.acquire("MeasuringWays " + args[0], Clock.systemUTC().instant());
        WaysFolder folder = WaysFolder.open(Path.of(args[3]), space)) {
      if (minutes > 0) {
        ways.measure(folder, (long) (60e9 * minutes));
      }
      ways.judge(folder);
    }
  }

  private static List<Integer> resolutions(String text) {
    List<Integer> resolutions = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        resolutions.add(Integer.parseInt(part));
      } catch (NumberFormatException e) {
        throw new BadInputException(
            "RESOLUTIONS '" + Check.shown(text) + "' is not allowed: write like 160,192,224", e);
      }
    }
    return resolutions.stream().distinct().toList();
  }

  private static double minutes(String text) {
    try {
      return Check.range("MINUTES", Double.parseDouble(text), 0, MAX_MINUTES);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "MINUTES '" + Check.shown(text) + "' is not allowed: give a number like 2.5", e);
    }
  }

  /**
   * Adds rounds: at least one, and no further one that would probably not end in time.
   *
   * @param nanos time for them
   */
  void measure(WaysFolder folder, long nanos) throws IOException {
    long start = System.nanoTime();
    OnnxWorkbench workbench = new OnnxWorkbench(RuntimeConfig.DEFAULT, BATCH, SEED);
    Attribution attribution = new Attribution();
    Path scratch = Files.createTempDirectory("edgenas-ways");
    try (Bench bench =
        Bench.open(workbench, ReferenceSubnet.of(space), System::nanoTime, WARM_UP)) {
      int rounds = 0;
      do {
        Costs costs = new Costs();
        WaysRounds ways =
            new WaysRounds(plan, RuntimeConfig.DEFAULT, workbench, scratch, costs, attribution);
        ways.measure(folder.nextRound(), folder.nextGroup(), bench, folder::append);
        folder.record(bench.callOverheadUs(), costs);
        rounds++;
        progress.printf(
            Locale.ROOT, "%d rounds more in %.0f s%n", rounds, (System.nanoTime() - start) / 1e9);
      } while ((System.nanoTime() - start) * (rounds + 1.0) / rounds < nanos);
    } finally {
      Files.delete(scratch);
    }
    out.println(attribution.text());
  }

  /**
   * Judges by all rounds, and by the operations of the first few alone.
   *
   * @throws BadInputException if not even one round was measured
   */
  void judge(WaysFolder folder) {
    int rounds = folder.nextRound() - 1;
    out.printf(
        Locale.ROOT,
        "%d operations, %d networks profiled, %d to judge by: %d to fit on, the others to predict;"
            + " %d rounds%n%n",
        plan.operations().size(),
        plan.covering().size(),
        plan.judging().size(),
        plan.judging().size() / 2,
        rounds);
    WayJudge judge =
        new WayJudge(
            space,
            WaysFolder.identity(),
            folder.circumstances(),
            tables(folder, rounds).networks());
    WaysReport report = new WaysReport(judge, plan.judging().size() / 2);
    List<List<Candidate>> byRounds = new ArrayList<>();
    for (int used = 1; used <= rounds; used++) {
      Map<Way, Double> seconds = new EnumMap<>(Way.class);
      for (Way way : Way.values()) {
        seconds.put(way, folder.seconds(way) * used / rounds);
      }
      byRounds.add(WaysReport.candidates(tables(folder, used), seconds));
    }
    out.print(report.text(byRounds.get(rounds - 1)));
    out.print(report.convergence(byRounds));
  }

  /** With operations of the first rounds, and networks of all. */
  private WayTables tables(WaysFolder folder, int rounds) {
    List<RoundMeasurement> some =
        folder.rounds().stream()
            .filter(burst -> burst.kind() != Kind.OPERATION || burst.round() <= rounds)
            .toList();
    return new WayTables(plan, some, folder.circumstances().callOverheadUs().orElse(0));
  }
}
