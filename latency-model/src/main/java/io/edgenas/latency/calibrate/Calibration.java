package io.edgenas.latency.calibrate;

import io.edgenas.base.statistics.Quantiles;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a whole network's latency follows from its layers' costs:
 *
 * <pre>{@code
 * latency = constant + sum over layers (cost * (scale + sum of effects) + per layer)
 *         + effect of the weights * weights * sum over layers (cost * scale)
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

  /** Null where there are none. */
  private final Effects effects;

  private final double scale;
  private final double constantUs;
  private final double perLayerUs;
  private final double weightsShare;
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
      double weightsShare,
      Map<Effect, Double> shares,
      double[] leftOutUs) {
    this.costs = costs;
    this.effects = effects;
    this.scale = scale;
    this.constantUs = constantUs;
    this.perLayerUs = perLayerUs;
    this.weightsShare = weightsShare;
    this.shares = shares;
    this.leftOutUs = leftOutUs;
  }

  private static Calibration scaled(LayerCosts costs, double scale) {
    return new Calibration(
        costs, null, scale, scale * costs.constantUs(), 0, 0, Map.of(), new double[0]);
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
            .toArray();
    Calibration scaled = scaled(costs, Quantiles.median(ratios));
    return ratios.length < MIN_FOR_EFFECTS ? scaled : withEffects(scaled, samples);
  }

  private static Calibration withEffects(Calibration prior, List<Sample> samples) {
    Effects effects = new Effects(samples.stream().map(Sample::network).toList());
    CalibrationFit.Result fitted =
        new CalibrationFit(prior.costs, effects, prior.scale, samples).solve(prior.constantUs);
    return new Calibration(
        prior.costs,
        effects,
        prior.scale,
        fitted.constantUs(),
        fitted.perLayerUs(),
        fitted.weightsShare(),
        fitted.shares(),
        fitted.leftOutUs());
  }

  /**
   * What the calibration predicts of each network that it was fitted on, in order, when fitted on
   * all others; empty with fewer than {@value #MIN_FOR_EFFECTS}.
   */
  double[] leftOutUs() {
    return leftOutUs.clone();
  }

  /**
   * A layer within networks of its resolution.
   *
   * @param us what it takes, above 0, but for the effect of all weights
   * @param costUs its scaled cost, which the weights' effect multiplies
   */
  record LayerLatency(double us, double costUs) {}

  /** Latency of a layer within its network; empty where its cost is not known. */
  Optional<LayerLatency> layer(Network network, Layer layer) {
    OptionalDouble cost = costs.layerUs(network, layer);
    if (cost.isEmpty()) {
      return Optional.empty();
    }
    double us = scale * cost.getAsDouble();
    double share = 1;
    if (!shares.isEmpty()) {
      for (var entry : effects.of(network, layer, costs.shares(layer.operation())).entrySet()) {
        share += shares.getOrDefault(entry.getKey(), 0.0) * entry.getValue();
      }
    }
    return Optional.of(new LayerLatency(Math.max(MIN_SHARE * us, us * share + perLayerUs), us));
  }

  /**
   * Latency of a network.
   *
   * @param layers those of the network, in order
   */
  double latencyUs(Network network, List<LayerLatency> layers) {
    double us = constantUs;
    double costUs = 0;
    for (LayerLatency layer : layers) {
      us += layer.us;
      costUs += layer.costUs;
    }
    return weightsShare == 0 ? us : us + weightsShare * effects.weights(network) * costUs;
  }

  /** Latency of a network whose layers' costs are all known. */
  double latencyUs(Network network) {
    return latencyUs(
        network,
        network.layers().stream().map(layer -> layer(network, layer).orElseThrow()).toList());
  }
}
