package io.edgenas.latency;

import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How a whole network's latency follows from its layers' costs:
 *
 * <pre>{@code
 * latency = constant + sum over layers (cost * (scale + sum of effects) + per layer)
 * }</pre>
 *
 * <p>Inside a network operations find other cache contents and memory layouts than alone. How much
 * that is differs by device and is fitted on measured networks:
 *
 * <ul>
 *   <li>none: the costs and the constant as they are;
 *   <li>fewer than {@value #MIN_FOR_EFFECTS}: one scale for the whole, the median of measured over
 *       plain prediction;
 *   <li>more: {@link Effect}s by {@link Ridge} regression on relative errors, towards the costs at
 *       that scale, with {@link Spreads} chosen by leave-one-out.
 * </ul>
 *
 * <p>Every layer costs more than nothing, so a network with one more block is never faster. Safe
 * for several threads.
 */
final class Calibration {
  static final int MIN_FOR_EFFECTS = 8;

  /** At least this share of its scaled cost remains of a layer, whatever the effects say. */
  static final double MIN_SHARE = 0.1;

  private final LayerCosts costs;
  private final Effects effects;
  private final double scale;
  private final double constantUs;
  private final double perLayerUs;
  private final Map<Effect, Double> shares;
  private final double[] leftOutUs;

  /** A network that the costs cover, and its measured latency. */
  record Sample(Network network, double measuredUs) {}

  private Calibration(
      LayerCosts costs,
      Effects effects,
      double scale,
      double constantUs,
      double perLayerUs,
      Map<Effect, Double> shares,
      double[] leftOutUs) {
    this.costs = costs;
    this.effects = effects;
    this.scale = scale;
    this.constantUs = constantUs;
    this.perLayerUs = perLayerUs;
    this.shares = shares;
    this.leftOutUs = leftOutUs;
  }

  private static Calibration scaled(LayerCosts costs, double scale) {
    return new Calibration(
        costs,
        new Effects(List.of(1)),
        scale,
        scale * costs.constantUs(),
        0,
        Map.of(),
        new double[0]);
  }

  /** Fits on measured networks; any number, also none. */
  static Calibration fit(LayerCosts costs, List<Sample> samples) {
    Calibration plain = scaled(costs, 1);
    if (samples.isEmpty()) {
      return plain;
    }
    double[] ratios =
        samples.stream()
            .mapToDouble(sample -> sample.measuredUs() / plain.latencyUs(sample.network()))
            .sorted()
            .toArray();
    int n = ratios.length;
    Calibration scaled = scaled(costs, (ratios[(n - 1) / 2] + ratios[n / 2]) / 2);
    return n < MIN_FOR_EFFECTS ? scaled : withEffects(scaled, samples);
  }

  private static Calibration withEffects(Calibration prior, List<Sample> samples) {
    Effects effects =
        new Effects(samples.stream().map(s -> s.network().arch().resolution()).toList());
    CalibrationFit.Result fitted =
        new CalibrationFit(prior.costs, effects, prior.scale, samples).solve(prior.constantUs);
    return new Calibration(
        prior.costs,
        effects,
        prior.scale,
        fitted.constantUs(),
        fitted.perLayerUs(),
        fitted.shares(),
        fitted.leftOutUs());
  }

  /** What a run costs whatever it computes, in microseconds. */
  double constantUs() {
    return constantUs;
  }

  /**
   * What the calibration predicts of each network that it was fitted on, in order, when fitted on
   * all others; empty with fewer than {@value #MIN_FOR_EFFECTS}.
   */
  double[] leftOutUs() {
    return leftOutUs.clone();
  }

  /** Latency of a layer within its network, above 0; empty where its cost is not known. */
  OptionalDouble layerUs(Network network, Layer layer) {
    OptionalDouble cost = costs.layerUs(network, layer);
    if (cost.isEmpty()) {
      return cost;
    }
    double us = scale * cost.getAsDouble();
    double share = 1;
    if (!shares.isEmpty()) {
      for (var entry : effects.of(network, layer, costs.shares(layer.operation())).entrySet()) {
        share += shares.getOrDefault(entry.getKey(), 0.0) * entry.getValue();
      }
    }
    return OptionalDouble.of(Math.max(MIN_SHARE * us, us * share + perLayerUs));
  }

  /** Latency of a network whose layers' costs are all known. */
  double latencyUs(Network network) {
    double us = constantUs;
    for (Layer layer : network.layers()) {
      us += layerUs(network, layer).orElseThrow();
    }
    return us;
  }
}
