package io.edgenas.profiler;

import io.edgenas.network.Lowering;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.profile.NetworkMeasurement;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.space.Task;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is left to measure and how the time is shared out. Operations come first and get 60 %, whole
 * networks the rest; where some are there already, the shares shrink with what is left.
 *
 * @param operations to measure, in order
 * @param operationsDone already in the profile
 * @param networks to measure, in order
 * @param networksDone already in the profile
 * @param operationsTime time for all operations
 * @param networksTime time for all networks
 * @param leastTime what everything takes at the fewest runs possible, roughly
 */
public record ProfilePlan(
    List<Operation> operations,
    int operationsDone,
    List<Subnet> networks,
    int networksDone,
    Duration operationsTime,
    Duration networksTime,
    Duration leastTime) {
  private static final double OPERATIONS_SHARE = 0.6;

  /** A lowered subnet and what it is for. */
  public record Subnet(Network network, NetworkMeasurement.Role role) {}

  public ProfilePlan {
    operations = List.copyOf(operations);
    networks = List.copyOf(networks);
  }

  /**
   * Plans, given what a profile holds already.
   *
   * @param bench for measuring a few steps: the largest of the networks that are left
   */
  public static ProfilePlan of(
      ProfileRequest request,
      List<OperationMeasurement> operationRows,
      List<NetworkMeasurement> networkRows,
      Bench bench) {
    List<Operation> catalog =
        OperationCatalog.of(request.space(), request.resolutions()).operations();
    Set<Operation> measured = new HashSet<>();
    operationRows.forEach(row -> measured.add(row.operation()));
    List<Operation> operations = catalog.stream().filter(op -> !measured.contains(op)).toList();
    List<Subnet> chosen = subnets(request);
    Set<String> measuredNetworks = new HashSet<>();
    networkRows.forEach(row -> measuredNetworks.add(key(row)));
    List<Subnet> networks =
        chosen.stream()
            .filter(subnet -> !measuredNetworks.contains(key(subnet.network())))
            .toList();
    double operationsPart = OPERATIONS_SHARE * operations.size() / catalog.size();
    double networksPart =
        chosen.isEmpty() ? 0 : (1 - OPERATIONS_SHARE) * networks.size() / chosen.size();
    double share =
        operationsPart + networksPart == 0 ? 0 : operationsPart / (operationsPart + networksPart);
    Duration operationsTime = seconds(share * request.limit().toMillis() / 1e3);
    return new ProfilePlan(
        operations,
        catalog.size() - operations.size(),
        networks,
        chosen.size() - networks.size(),
        operationsTime,
        request.limit().minus(operationsTime),
        leastTime(request, operations.size(), networks.size(), bench));
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
        .map(c -> new Subnet(Lowering.lower(request.space(), task, c.arch()), c.role()))
        .toList();
  }

  private static String key(NetworkMeasurement row) {
    return row.arch() + " " + row.classes() + " " + row.channels();
  }

  private static String key(Network network) {
    return network.arch() + " " + network.task().classes() + " " + network.task().channels();
  }

  /** From the largest network's cost: operations share it out, other networks have half of it. */
  private static Duration leastTime(
      ProfileRequest request, int operations, int networks, Bench bench) {
    if (operations + networks == 0) {
      return Duration.ZERO;
    }
    Task task = Task.of(request.space(), request.classes(), request.channels());
    int resolution = request.resolutions().stream().max(Integer::compare).orElseThrow();
    Network largest =
        Lowering.lower(request.space(), task, request.space().largest().withResolution(resolution));
    Bench.Cost cost = bench.cost(workbench -> workbench.load(largest));
    double load = cost.loadNanos() / 1e9;
    double run = cost.runNanos() / 1e9;
    int parts = largest.layers().size();
    return seconds(
        operations * (load / parts + ProfileRun.LEAST_OPERATION_RUNS * run / parts)
            + networks * (load + ProfileRun.LEAST_NETWORK_RUNS * run) / 2);
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
