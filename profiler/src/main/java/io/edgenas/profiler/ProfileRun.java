package io.edgenas.profiler;

import io.edgenas.network.Operation;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profiler.ProfilePlan.Subnet;
import io.edgenas.profiler.measure.InterleavedRounds.Settings;
import io.edgenas.profiler.measure.StopSignal;
import io.edgenas.profiler.measure.StoppedException;
import io.edgenas.profiler.measure.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/**
 * Carries a plan out: groups of operations, then of networks, each group in interleaved rounds; the
 * rows of a group are appended when it is done, so a run that is killed loses the group in flight
 * and the next one goes on after the last row.
 *
 * <p>The time of each group follows from what is left, so that everything is covered before
 * anything is measured more precisely than asked.
 */
public final class ProfileRun {
  private static final Settings OPERATION_ROUNDS = new Settings(3, 2, 0.01, 0.1);

  /** Even, so that both halves are measurements of their own. */
  private static final Settings NETWORK_ROUNDS = new Settings(6, 3, 0.005, 0.1);

  private static final int RUNS_PER_BURST = 9;
  static final int LEAST_OPERATION_RUNS = OPERATION_ROUNDS.rounds() * RUNS_PER_BURST;
  static final int LEAST_NETWORK_RUNS = NETWORK_ROUNDS.rounds() * RUNS_PER_BURST;

  private static final int MAX_OPERATIONS_AT_ONCE = 20;
  private static final int MAX_NETWORKS_AT_ONCE = 8;

  /** All of a group are loaded at a time; devices have little memory. */
  private static final long MAX_PARAMS_AT_ONCE = 40_000_000;

  private static final long LEAST_NANOS = 2_000_000;

  /** What a killed run may lose. */
  private static final long MAX_GROUP_NANOS = 20_000_000_000L;

  private final ProfilePlan plan;
  private final Bench bench;
  private final RunListener listener;
  private final StopSignal stop;
  private long start;
  private double doneNanos;

  /** What a run did. */
  public record Outcome(
      int operationsMeasured, int operationsLeft, int networksMeasured, int networksLeft) {
    /** Whether the profile has all that was asked for. */
    public boolean complete() {
      return operationsLeft == 0 && networksLeft == 0;
    }
  }

  /** Where measurements go as they come. */
  public interface Rows {
    void append(OperationMeasurement measurement) throws IOException;

    void append(NetworkMeasurement measurement) throws IOException;
  }

  public ProfileRun(ProfilePlan plan, Bench bench, RunListener listener, StopSignal stop) {
    this.plan = plan;
    this.bench = bench;
    this.listener = listener;
    this.stop = stop;
  }

  /**
   * Measures what the plan says and hands it over; ends early when the plan's time is over.
   *
   * @throws StoppedException when told to stop; what was handed over stays
   * @throws IOException if a row cannot be written
   */
  public Outcome run(Rows rows) throws IOException {
    start = bench.nanos();
    doneNanos = 0;
    long operationsEnd = start + plan.operationsTime().toNanos();
    long end = start + plan.limit().toNanos();
    int operations =
        new Phase<Operation>(
                "operations", plan.operationsTime(), MAX_OPERATIONS_AT_ONCE, OPERATION_ROUNDS)
            .run(
                plan.operations(),
                Operation::params,
                Workbench::load,
                operationsEnd,
                end,
                (operation, result) -> rows.append(row(operation, result)));
    int networks =
        new Phase<Subnet>("networks", plan.networksTime(), MAX_NETWORKS_AT_ONCE, NETWORK_ROUNDS)
            .run(
                plan.networks(),
                subnet -> subnet.network().params(),
                (workbench, subnet) -> workbench.load(subnet.network()),
                end,
                end,
                (subnet, result) -> rows.append(row(subnet, result)));
    return new Outcome(
        operations,
        plan.operations().size() - operations,
        networks,
        plan.networks().size() - networks);
  }

  private static OperationMeasurement row(Operation operation, Bench.Result result) {
    return new OperationMeasurement(
        operation, statistics(result.measured().timing()), result.modelSha256());
  }

  /**
   * Of a validation network one half of the rounds is the measurement, the other its repetition.
   */
  private static NetworkMeasurement row(Subnet subnet, Bench.Result result) {
    boolean halves = subnet.role() == Role.VALIDATION;
    return new NetworkMeasurement(
        subnet.network().arch(),
        subnet.network().task().classes(),
        subnet.network().task().channels(),
        subnet.role(),
        statistics(halves ? result.measured().half(true) : result.measured().timing()),
        halves
            ? OptionalDouble.of(result.measured().half(false).medianUs())
            : OptionalDouble.empty(),
        Optional.of(result.modelSha256()));
  }

  static LatencyStatistics statistics(Timing timing) {
    return LatencyStatistics.of(
        timing.medianUs(),
        timing.p10Us(),
        timing.p90Us(),
        timing.interval().low(),
        timing.interval().high(),
        timing.runs());
  }

  @FunctionalInterface
  private interface Sink<T> {
    void accept(T item, Bench.Result result) throws IOException;
  }

  /** One kind of item, in groups. */
  private final class Phase<T> {
    private final String name;
    private final Duration planned;
    private final int maxItems;
    private final Settings settings;

    Phase(String name, Duration planned, int maxItems, Settings settings) {
      this.name = name;
      this.planned = planned;
      this.maxItems = maxItems;
      this.settings = settings;
    }

    /**
     * @return how many of the items were measured
     */
    int run(
        List<T> items,
        ToLongFunction<T> params,
        Bench.Load<T> load,
        long phaseEnd,
        long end,
        Sink<T> sink)
        throws IOException {
      double plannedPerItem = (double) planned.toNanos() / Math.max(1, items.size());
      // Loading is part of an item's time; until it is known, assume a tenth.
      double besideShare = 0.1;
      int done = 0;
      while (done < items.size() && bench.nanos() < end) {
        long before = bench.nanos();
        double perItem = (double) (phaseEnd - before) / (items.size() - done);
        List<T> group = group(items.subList(done, items.size()), params, perItem);
        long nanosPerItem = (long) Math.max(LEAST_NANOS, perItem * (1 - besideShare));
        int position = done;
        int[] bursts = {0};
        int expectedBursts = group.size() * (settings.rounds() + 2);
        StopSignal asked =
            () -> {
              double share = Math.min(1.0, (double) bursts[0]++ / expectedBursts);
              report(share * group.size() * plannedPerItem, position + " of " + items.size());
              return stop.requested();
            };
        List<Bench.Result> results = bench.measure(group, load, nanosPerItem, settings, asked);
        for (int i = 0; i < group.size(); i++) {
          sink.accept(group.get(i), results.get(i));
        }
        done += group.size();
        doneNanos += group.size() * plannedPerItem;
        double spent = bench.nanos() - before;
        besideShare = Math.min(0.8, Math.max(0, 1 - group.size() * nanosPerItem / spent));
      }
      report(0, done + " of " + items.size());
      return done;
    }

    private List<T> group(List<T> rest, ToLongFunction<T> params, double nanosPerItem) {
      int most = (int) Math.min(maxItems, MAX_GROUP_NANOS / Math.max(1, nanosPerItem));
      List<T> group = new ArrayList<>();
      long total = 0;
      for (T item : rest) {
        total += params.applyAsLong(item);
        if (!group.isEmpty() && (group.size() >= most || total > MAX_PARAMS_AT_ONCE)) {
          break;
        }
        group.add(item);
      }
      return group;
    }

    private void report(double inFlightNanos, String position) {
      double limit = Math.max(1, plan.limit().toNanos());
      double share = Math.min(1, (doneNanos + inFlightNanos) / limit);
      double elapsed = bench.nanos() - start;
      double total = share > 0.05 ? elapsed / share : limit;
      listener.progressed(
          share, Duration.ofNanos((long) Math.max(0, total - elapsed)), name + " " + position);
    }
  }
}
