package io.edgenas.profiler;

import io.edgenas.onnx.emit.Border;
import io.edgenas.operation.Operation;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.profiler.ProfilePlan.Subnet;
import io.edgenas.profiler.measure.StopSignal;
import io.edgenas.profiler.measure.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;

/**
 * Carries a plan out, round after round: in each round groups of operations, then groups of
 * networks, drawn anew. The bursts of a group are handed over when it is done, so a run that is
 * killed loses the group in flight and the next one goes on after it; what follows from all bursts
 * is handed over between the kinds.
 *
 * <p>The time of each group follows from what is left, so that everything is covered before
 * anything is measured more precisely.
 */
public final class ProfileRun {
  private static final int MAX_OPERATIONS_AT_ONCE = 30;
  private static final int MAX_NETWORKS_AT_ONCE = 12;

  /** All of a group are loaded at a time; devices have little memory. */
  private static final long MAX_PARAMS_AT_ONCE = 100_000_000;

  private static final long LEAST_NANOS = 2_000_000;

  /** What a killed run may lose. */
  private static final long MAX_GROUP_NANOS = 20_000_000_000L;

  private final ProfilePlan plan;
  private final Bench bench;
  private final RunListener listener;
  private final StopSignal stop;

  /** What a run did: what was measured in all rounds, and what was not. */
  public record Outcome(
      int operationsMeasured, int operationsLeft, int networksMeasured, int networksLeft) {
    /** Whether the profile has all that was asked for. */
    public boolean complete() {
      return operationsLeft == 0 && networksLeft == 0;
    }
  }

  /** Takes measurements as they come. */
  public interface Rows {
    /** What is there, of earlier runs too. */
    List<RoundMeasurement> rounds();

    /** The bursts of a group. */
    void append(List<RoundMeasurement> bursts) throws IOException;

    /** What follows from all bursts for what is planned. */
    void update(List<OperationMeasurement> operations, List<NetworkMeasurement> networks)
        throws IOException;
  }

  public ProfileRun(ProfilePlan plan, Bench bench, RunListener listener, StopSignal stop) {
    this.plan = plan;
    this.bench = bench;
    this.listener = listener;
    this.stop = stop;
  }

  /** One thing to measure; {@code timeShare} of the plan's time goes to a burst of it. */
  private record Item(
      Kind kind,
      String key,
      long params,
      double timeShare,
      Function<Workbench, Workbench.Loaded> load) {}

  /**
   * Measures what the plan says and hands it over; ends early when the plan's time is over.
   *
   * @throws io.edgenas.profiler.measure.StoppedException when told to stop; what was handed over
   *     stays
   * @throws IOException if a row cannot be written
   */
  public Outcome run(Rows rows) throws IOException {
    List<Item> operations = operations();
    List<Item> networks = networks();
    Progress progress = new Progress(rows, operations, networks);
    if (!rows.rounds().isEmpty()) {
      update(rows);
    }
    for (int round = 1; round <= plan.rounds() && !progress.over(); round++) {
      measure(round, operations, MAX_OPERATIONS_AT_ONCE, rows, progress);
      measure(round, networks, MAX_NETWORKS_AT_ONCE, rows, progress);
    }
    progress.report(0, "done");
    RoundTables tables = new RoundTables(rows.rounds());
    int operationsMeasured = complete(tables, operations);
    int networksMeasured = complete(tables, networks);
    return new Outcome(
        operationsMeasured,
        operations.size() - operationsMeasured,
        networksMeasured,
        networks.size() - networksMeasured);
  }

  private List<Item> operations() {
    double share = share(plan.operationsTime(), plan.operations().size());
    List<Item> items = new ArrayList<>();
    for (Operation operation : plan.operations()) {
      Border border = plan.imageOperations().contains(operation) ? Border.IMAGE : Border.INNER;
      items.add(
          new Item(
              Kind.OPERATION,
              operation.key(),
              operation.params(),
              share,
              workbench -> workbench.load(operation, border)));
    }
    return items;
  }

  private List<Item> networks() {
    double share = share(plan.networksTime(), plan.networks().size());
    List<Item> items = new ArrayList<>();
    for (Subnet subnet : plan.networks()) {
      items.add(
          new Item(
              Kind.NETWORK,
              subnet.key(),
              subnet.network().params(),
              share,
              workbench -> workbench.load(subnet.network())));
    }
    return items;
  }

  private double share(Duration time, int items) {
    return items == 0
        ? 0
        : (double) time.toNanos() / plan.limit().toNanos() / items / plan.rounds();
  }

  private int complete(RoundTables tables, List<Item> items) {
    return (int)
        items.stream()
            .filter(item -> tables.rounds(item.kind, item.key).size() >= plan.rounds())
            .count();
  }

  private void measure(int round, List<Item> all, int maxItems, Rows rows, Progress progress)
      throws IOException {
    RoundTables tables = new RoundTables(rows.rounds());
    List<Item> left =
        new ArrayList<>(
            all.stream()
                .filter(item -> !tables.rounds(item.kind, item.key).contains(round))
                .toList());
    if (round > 1) {
      // Other company in each round tells what a subject takes from what its group met.
      Collections.shuffle(left, new Random(plan.seed() + round));
    }
    if (left.isEmpty()) {
      return;
    }
    try {
      while (!left.isEmpty() && !progress.over()) {
        long nanosPerItem = progress.nanos(left.get(0));
        List<Item> group = group(left, maxItems, nanosPerItem);
        long before = bench.nanos();
        Bench.Group measured =
            bench.measure(
                group.stream().map(Item::load).toList(),
                nanosPerItem,
                progress.watched(group, round));
        double asked = (double) nanosPerItem * group.size();
        progress.done(group, 1 - asked / Math.max(asked, bench.nanos() - before));
        rows.append(bursts(round, group, measured, rows.rounds()));
        left = left.subList(group.size(), left.size());
      }
    } finally {
      update(rows);
    }
  }

  private static List<Item> group(List<Item> left, int maxItems, long nanosPerItem) {
    int most = (int) Math.min(maxItems, MAX_GROUP_NANOS / Math.max(1, nanosPerItem));
    List<Item> group = new ArrayList<>();
    long total = 0;
    for (Item item : left) {
      total += item.params;
      if (!group.isEmpty() && (group.size() >= most || total > MAX_PARAMS_AT_ONCE)) {
        break;
      }
      group.add(item);
    }
    return group;
  }

  private List<RoundMeasurement> bursts(
      int round, List<Item> group, Bench.Group measured, List<RoundMeasurement> there) {
    int number = 1 + there.stream().mapToInt(RoundMeasurement::group).max().orElse(0);
    List<RoundMeasurement> bursts = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      Item item = group.get(i);
      bursts.add(burst(round, number, item.kind, item.key, measured.items().get(i)));
    }
    String sentinel = bench.sentinel().arch().toString();
    bursts.add(burst(round, number, Kind.SENTINEL, sentinel, measured.sentinel()));
    return bursts;
  }

  private static RoundMeasurement burst(
      int round, int group, Kind kind, String key, Bench.Result result) {
    return new RoundMeasurement(
        round, group, kind, key, statistics(result.timing()), Optional.of(result.modelSha256()));
  }

  private static LatencyStatistics statistics(Timing timing) {
    return LatencyStatistics.of(
        timing.medianUs(),
        timing.p10Us(),
        timing.p90Us(),
        timing.interval().low(),
        timing.interval().high(),
        timing.runs());
  }

  private void update(Rows rows) throws IOException {
    RoundTables tables = new RoundTables(rows.rounds());
    List<OperationMeasurement> operations = new ArrayList<>();
    for (Operation operation : plan.operations()) {
      tables
          .latency(Kind.OPERATION, operation.key())
          .ifPresent(
              latency ->
                  operations.add(
                      new OperationMeasurement(
                          operation,
                          latency,
                          tables.modelSha256(Kind.OPERATION, operation.key()).orElseThrow())));
    }
    List<NetworkMeasurement> networks = new ArrayList<>();
    plan.networks().forEach(subnet -> row(subnet, tables).ifPresent(networks::add));
    rows.update(operations, networks);
  }

  /**
   * Sums up what was measured: of a validation network the odd rounds are the measurement, the even
   * ones its repetition.
   */
  private static Optional<NetworkMeasurement> row(Subnet subnet, RoundTables tables) {
    boolean halves = subnet.role() == Role.VALIDATION;
    Optional<LatencyStatistics> latency =
        halves
            ? tables.half(Kind.NETWORK, subnet.key(), false)
            : tables.latency(Kind.NETWORK, subnet.key());
    OptionalDouble repeatUs =
        halves
            ? tables.half(Kind.NETWORK, subnet.key(), true).stream()
                .mapToDouble(LatencyStatistics::medianUs)
                .findFirst()
            : OptionalDouble.empty();
    return latency.map(
        statistics ->
            new NetworkMeasurement(
                subnet.network().arch(),
                subnet.network().classes(),
                subnet.network().channels(),
                subnet.role(),
                statistics,
                repeatUs,
                tables.roundMediansUs(Kind.NETWORK, subnet.key()),
                tables.modelSha256(Kind.NETWORK, subnet.key())));
  }

  /** Shares the time that is left among the bursts that are left. */
  private final class Progress {
    private final long start = bench.nanos();
    private final long limit = plan.limit().toNanos();
    private double shareLeft;
    private double shareDone;

    /** Part of a group's time that loading takes; until it is known, a tenth is assumed. */
    private double besideShare = 0.1;

    Progress(Rows rows, List<Item> operations, List<Item> networks) {
      RoundTables tables = new RoundTables(rows.rounds());
      for (List<Item> items : List.of(operations, networks)) {
        for (Item item : items) {
          int done = tables.rounds(item.kind, item.key).size();
          shareLeft += item.timeShare * (plan.rounds() - done);
        }
      }
    }

    boolean over() {
      return bench.nanos() - start >= limit;
    }

    /** Time for a burst of an item, loading not counted. */
    long nanos(Item item) {
      double left = limit - (bench.nanos() - start);
      double share = item.timeShare / Math.max(1e-12, shareLeft);
      return (long) Math.max(LEAST_NANOS, left * share * (1 - besideShare));
    }

    void done(List<Item> group, double beside) {
      double share = group.stream().mapToDouble(Item::timeShare).sum();
      shareLeft -= share;
      shareDone += share;
      besideShare = Math.min(0.8, (besideShare + Math.max(0, beside)) / 2);
    }

    StopSignal watched(List<Item> group, int round) {
      double share = group.stream().mapToDouble(Item::timeShare).sum();
      long from = bench.nanos();
      String what = group.get(0).kind.text() + "s, round " + round + " of " + plan.rounds();
      return () -> {
        double expected = share / Math.max(1e-12, shareLeft) * (limit - (from - start));
        report(Math.min(share, share * (bench.nanos() - from) / Math.max(1, expected)), what);
        return stop.requested();
      };
    }

    void report(double shareInFlight, String what) {
      double total = shareDone + shareLeft;
      double share = total <= 0 ? 1 : Math.min(1, (shareDone + shareInFlight) / total);
      double elapsed = bench.nanos() - start;
      double expected = share > 0.05 ? Math.min(elapsed / share, 2.0 * limit) : limit;
      listener.progressed(share, Duration.ofNanos((long) Math.max(0, expected - elapsed)), what);
    }
  }
}
