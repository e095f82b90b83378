package io.edgenas.benchmarks.ways;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.profiler.RoundTables;
import io.edgenas.profiler.measure.Samples;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the bursts say of operations by each way, and of networks; all in the same state of the
 * machine. Latencies of operations contain one call of the runtime, as those of profiles do.
 */
final class WayTables {
  private final WaysPlan plan;
  private final RoundTables tables;
  private final double callOverheadUs;

  /**
   * A network and what it took.
   *
   * @param us microseconds over all rounds
   * @param halves how far the even rounds alone are from the odd ones, as a share of these; empty
   *     after a single round
   */
  record Measured(Network network, double us, OptionalDouble halves) {}

  WayTables(WaysPlan plan, List<RoundMeasurement> bursts, double callOverheadUs) {
    this.plan = plan;
    this.tables = new RoundTables(bursts);
    this.callOverheadUs = callOverheadUs;
  }

  /**
   * Every operation of the plan by one way, in microseconds.
   *
   * @throws BadInputException if one was not measured
   */
  Map<Operation, Double> of(Way way) {
    if (way == Way.NODES) {
      return nodes();
    }
    Map<Operation, Double> latencies = new LinkedHashMap<>();
    for (Operation operation : plan.operations()) {
      latencies.put(operation, way == Way.CHAINS ? chained(operation) : alone(way, operation));
    }
    return latencies;
  }

  private double alone(Way way, Operation operation) {
    return us(Kind.OPERATION, IsolatedOperation.key(way, operation));
  }

  private double chained(Operation operation) {
    if (!WaysPlan.chains(operation)) {
      return alone(Way.FOLLOWING, operation);
    }
    int copies = WaysRounds.LONG_CHAIN;
    double difference =
        us(Kind.OPERATION, WaysRounds.chainKey(copies, operation))
            - us(Kind.OPERATION, WaysRounds.chainKey(copies - 1, operation));
    return difference > 0 ? difference + callOverheadUs : alone(Way.FOLLOWING, operation);
  }

  /** The median over the places where an operation stands. */
  private Map<Operation, Double> nodes() {
    Map<Operation, Samples> places = new HashMap<>();
    for (Network network : plan.covering()) {
      for (Layer layer : network.layers()) {
        double us = us(Kind.OPERATION, ProfiledSubnet.key(network.arch(), layer));
        places.computeIfAbsent(layer.operation(), operation -> new Samples()).add(us);
      }
    }
    Map<Operation, Double> latencies = new LinkedHashMap<>();
    for (Operation operation : plan.operations()) {
      latencies.put(operation, places.get(operation).median() + callOverheadUs);
    }
    return latencies;
  }

  /** The networks that judge. */
  List<Measured> networks() {
    return plan.judging().stream().map(this::measured).toList();
  }

  private Measured measured(Network network) {
    String key = WaysRounds.networkKey(network);
    OptionalDouble halves = OptionalDouble.empty();
    Optional<LatencyStatistics> odd = tables.half(Kind.NETWORK, key, false);
    Optional<LatencyStatistics> even = tables.half(Kind.NETWORK, key, true);
    if (odd.isPresent() && even.isPresent()) {
      halves = OptionalDouble.of(even.get().medianUs() / odd.get().medianUs() - 1);
    }
    return new Measured(network, us(Kind.NETWORK, key), halves);
  }

  private double us(Kind kind, String key) {
    return tables
        .latency(kind, key)
        .map(LatencyStatistics::medianUs)
        .orElseThrow(() -> missing(key));
  }

  private static BadInputException missing(String key) {
    return new BadInputException(
        "'" + key + "' was not measured: give more minutes, or the resolutions of the first run");
  }
}
