package io.edgenas.profiler;

import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.profiler.measure.Cycles;
import io.edgenas.space.Task;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What is left to measure and how the time is shared out. Everything is measured in several rounds,
 * so that what a run that is cut short leaves is rough instead of missing. Operations, if any, get
 * 60 % of the time, whole networks the rest; where some are there already, the times shrink with
 * what is left.
 *
 * @param operations to measure, in order
 * @param imageOperations those of the operations that take the image
 * @param operationsDone already in the profile
 * @param networks to measure, in order
 * @param networksDone already in the profile
 * @param rounds in which each is to be measured
 * @param operationsTime time for all operations
 * @param networksTime time for all networks
 * @param leastTime what everything takes at the fewest runs possible, roughly
 * @param seed decides what is measured together
 */
public record ProfilePlan(
    List<Operation> operations,
    Set<Operation> imageOperations,
    int operationsDone,
    List<Subnet> networks,
    int networksDone,
    int rounds,
    Duration operationsTime,
    Duration networksTime,
    Duration leastTime,
    long seed) {
  /** Rounds of a profile. */
  public static final int ROUNDS = 5;

  private static final double OPERATIONS_SHARE = 0.6;

  /** Of a burst: some to warm up, then one untimed before each timed. */
  private static final int LEAST_RUNS = 5 + 2 * Cycles.LEAST;

  /** A lowered subnet and what it is for. */
  public record Subnet(Network network, NetworkMeasurement.Role role) {
    /** What names it in a profile's rounds. */
    String key() {
      return network.arch()
          + " "
          + network.classes()
          + " classes "
          + network.channels()
          + " channels "
          + role.text();
    }
  }

  public ProfilePlan {
    operations = List.copyOf(operations);
    imageOperations = Set.copyOf(imageOperations);
    networks = List.copyOf(networks);
  }

  /**
   * Plans, given what a profile holds already. What has been measured in fewer rounds than planned
   * is left to measure; what is there without rounds (tables of others) is not.
   *
   * @param bench for measuring a few steps: the largest of the networks
   */
  public static ProfilePlan of(
      ProfileRequest request,
      List<RoundMeasurement> bursts,
      List<OperationMeasurement> operationRows,
      List<NetworkMeasurement> networkRows,
      Bench bench) {
    RoundTables tables = new RoundTables(bursts);
    Set<Operation> measured = new HashSet<>();
    operationRows.forEach(row -> measured.add(row.operation()));
    Set<String> measuredNetworks = new HashSet<>();
    networkRows.forEach(row -> measuredNetworks.add(row.rowKey()));
    OperationCatalog catalog =
        request.networksOnly()
            ? new OperationCatalog(List.of(), List.of(), Set.of())
            : OperationCatalog.of(request.space(), request.resolutions());
    int cataloged = catalog.operations().size();
    List<Operation> operations =
        catalog.operations().stream()
            .filter(
                operation ->
                    isLeft(
                        tables.rounds(Kind.OPERATION, operation.key()),
                        measured.contains(operation)))
            .toList();
    List<Subnet> chosen = subnets(request);
    List<Subnet> networks =
        chosen.stream()
            .filter(
                subnet ->
                    isLeft(
                        tables.rounds(Kind.NETWORK, subnet.key()),
                        measuredNetworks.contains(
                            NetworkMeasurement.rowKey(
                                subnet.network().arch(),
                                subnet.network().classes(),
                                subnet.network().channels()))))
            .toList();
    double operationsShare = cataloged == 0 ? 0 : OPERATIONS_SHARE;
    double operationsPart =
        operationsShare * shareLeft(cataloged, operations, Kind.OPERATION, Operation::key, tables);
    double networksPart =
        (1 - operationsShare)
            * shareLeft(chosen.size(), networks, Kind.NETWORK, Subnet::key, tables);
    Duration leastTime = leastTime(request, operations.size(), networks.size(), bench);
    Duration limit = limit(request.limit(), operationsPart + networksPart, leastTime);
    double share =
        operationsPart + networksPart == 0 ? 0 : operationsPart / (operationsPart + networksPart);
    Duration operationsTime = seconds(share * limit.toMillis() / 1e3);
    return new ProfilePlan(
        operations,
        catalog.imageOperations(),
        cataloged - operations.size(),
        networks,
        chosen.size() - networks.size(),
        ROUNDS,
        operationsTime,
        limit.minus(operationsTime),
        leastTime,
        request.seed());
  }

  /** Share of the bursts that are left to measure. */
  private static <T> double shareLeft(
      int all, List<T> left, Kind kind, Function<T, String> key, RoundTables tables) {
    int bursts =
        left.stream().mapToInt(item -> ROUNDS - tables.rounds(kind, key.apply(item)).size()).sum();
    return all == 0 ? 0 : (double) bursts / (ROUNDS * all);
  }

  /** Going on with a profile takes as much of the time as is left to do of the profile. */
  private static Duration limit(Duration asked, double shareLeft, Duration leastTime) {
    Duration rest = seconds(shareLeft * asked.toMillis() / 1e3);
    Duration enough = rest.compareTo(leastTime) < 0 ? leastTime : rest;
    return enough.compareTo(asked) < 0 ? enough : asked;
  }

  private static boolean isLeft(List<Integer> rounds, boolean inTable) {
    return rounds.isEmpty() ? !inTable : rounds.size() < ROUNDS;
  }

  private static List<Subnet> subnets(ProfileRequest request) {
    Task task = Task.of(request.space(), request.classes(), request.channels());
    return NetworkSample.draw(
            request.space(),
            request.resolutions(),
            request.calibration(),
            request.validation(),
            request.seed())
        .stream()
        .map(c -> new Subnet(request.space().lower(task, c.arch()), c.role()))
        .toList();
  }

  /**
   * Estimates the least time from the largest network's cost: operations share it out, other
   * networks have half of it.
   */
  private static Duration leastTime(
      ProfileRequest request, int operations, int networks, Bench bench) {
    if (operations + networks == 0) {
      return Duration.ZERO;
    }
    Task task = Task.of(request.space(), request.classes(), request.channels());
    int resolution = request.resolutions().stream().max(Integer::compare).orElseThrow();
    Network largest =
        request.space().lower(task, request.space().largest().withResolution(resolution));
    Bench.Cost cost = bench.cost(workbench -> workbench.load(largest));
    double load = cost.loadNanos() / 1e9;
    double run = cost.runNanos() / 1e9;
    int parts = largest.layers().size();
    return seconds(
        ROUNDS * (operations / (double) parts + networks / 2.0) * (load + LEAST_RUNS * run));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(1e3 * seconds));
  }

  /** Whether nothing is left to measure. */
  public boolean isEmpty() {
    return operations.isEmpty() && networks.isEmpty();
  }

  /** Time for everything. */
  public Duration limit() {
    return operationsTime.plus(networksTime);
  }
}
