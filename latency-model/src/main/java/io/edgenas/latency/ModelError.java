package io.edgenas.latency;

import io.edgenas.base.statistics.KendallTau;
import io.edgenas.base.value.Require;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far predictions are from measurements of networks that the model was not fitted on.
 *
 * @param networks number of networks judged
 * @param mape mean absolute error as a fraction of the measured latency
 * @param within5 share of networks predicted within 5 % of the measured latency
 * @param within10 share within 10 %
 * @param tau Kendall's tau-b over all networks; empty where it is not defined
 * @param tauByResolution tau-b among the networks of each resolution, where it is defined
 * @param noiseFloor the {@code mape} between two measurements of the same networks, which no model
 *     can beat; empty if nothing was measured twice
 */
public record ModelError(
    int networks,
    double mape,
    double within5,
    double within10,
    OptionalDouble tau,
    SortedMap<Integer, Double> tauByResolution,
    OptionalDouble noiseFloor) {

  public ModelError {
    Require.range("networks", networks, 1, Integer.MAX_VALUE);
    Require.range("MAPE", mape, 0, Double.MAX_VALUE);
    Require.range("share within 5 %", within5, 0, 1);
    Require.range("share within 10 %", within10, within5, 1);
    tauByResolution = Collections.unmodifiableSortedMap(new TreeMap<>(tauByResolution));
  }

  /**
   * One network, predicted and measured.
   *
   * @param repeatUs a second measurement of the same network; empty if there was none
   */
  public record Pair(
      int resolution, double predictedUs, double measuredUs, OptionalDouble repeatUs) {
    public Pair {
      Require.positive("predicted latency", predictedUs);
      Require.positive("measured latency", measuredUs);
    }

    double relativeError() {
      return Math.abs(predictedUs - measuredUs) / measuredUs;
    }
  }

  /** The error over these networks, at least one. */
  public static ModelError of(List<Pair> pairs) {
    SortedMap<Integer, Double> tauByResolution = new TreeMap<>();
    pairs.stream()
        .collect(Collectors.groupingBy(Pair::resolution))
        .forEach(
            (resolution, group) ->
                tau(group).ifPresent(value -> tauByResolution.put(resolution, value)));
    return new ModelError(
        pairs.size(),
        pairs.stream().mapToDouble(Pair::relativeError).average().orElseThrow(),
        shareWithin(pairs, 0.05),
        shareWithin(pairs, 0.10),
        tau(pairs),
        tauByResolution,
        pairs.stream()
            .filter(pair -> pair.repeatUs().isPresent())
            .mapToDouble(
                pair ->
                    Math.abs(pair.repeatUs().getAsDouble() - pair.measuredUs()) / pair.measuredUs())
            .average());
  }

  private static double shareWithin(List<Pair> pairs, double limit) {
    return (double) pairs.stream().filter(pair -> pair.relativeError() <= limit).count()
        / pairs.size();
  }

  private static OptionalDouble tau(List<Pair> pairs) {
    return KendallTau.of(
        pairs.stream().mapToDouble(Pair::predictedUs).toArray(),
        pairs.stream().mapToDouble(Pair::measuredUs).toArray());
  }
}
