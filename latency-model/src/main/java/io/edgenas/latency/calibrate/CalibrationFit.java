package io.edgenas.latency.calibrate;

import io.edgenas.latency.calibrate.Calibration.Sample;
import io.edgenas.latency.calibrate.Effect.Kind;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Fits the effects of a {@link Calibration} by ridge regression on relative errors. */
final class CalibrationFit {
  /** More networks make the choice of spreads slower, not better. */
  private static final int MAX_FOR_SPREADS = 400;

  private static final Effect RUN = new Effect(Kind.RUN, "");
  private static final Effect LAYER = new Effect(Kind.LAYER, "");
  private static final Effect WEIGHTS = new Effect(Kind.WEIGHTS, "");

  private final List<Sample> samples;

  /** The networks' latencies by layer costs alone. */
  private final double[] layersUs;

  /** How many microseconds of each network an effect of 1 adds. */
  private final List<Map<Effect, Double>> amountsUs = new ArrayList<>();

  /** Each layer of the networks, once at each resolution. */
  private final Map<Place, LayerCost> layers = new LinkedHashMap<>();

  private final double meanUs;
  private final double meanLayerUs;

  private record Place(int resolution, Layer layer) {}

  /**
   * @param us by its cost alone
   * @param amounts the effects on it, and how much of each
   */
  private record LayerCost(double us, Map<Effect, Double> amounts) {}

  /**
   * @param scale factor on all costs
   */
  CalibrationFit(LayerCosts costs, Effects effects, double scale, List<Sample> samples) {
    this.samples = samples;
    this.layersUs = new double[samples.size()];
    this.meanUs = samples.stream().mapToDouble(Sample::measuredUs).average().orElseThrow();
    this.meanLayerUs =
        meanUs
            / samples.stream().mapToInt(s -> s.network().layers().size()).average().orElseThrow();
    for (int i = 0; i < layersUs.length; i++) {
      Network network = samples.get(i).network();
      Map<Effect, Double> sums = new LinkedHashMap<>();
      sums.put(RUN, meanUs);
      sums.put(LAYER, network.layers().size() * meanLayerUs);
      for (Layer layer : network.layers()) {
        double us = scale * costs.layerUs(network, layer).orElseThrow();
        layersUs[i] += us;
        Map<Effect, Double> amounts = effects.of(network, layer, costs.shares(layer.operation()));
        amounts.forEach((effect, amount) -> sums.merge(effect, us * amount, Double::sum));
        layers.put(new Place(network.arch().resolution(), layer), new LayerCost(us, amounts));
      }
      sums.put(WEIGHTS, effects.weights(network) * layersUs[i]);
      amountsUs.add(sums);
    }
  }

  /**
   * What was fitted.
   *
   * @param constantUs 0 or more
   * @param weightsShare what the mean network's weights add to its layers' costs, 0 or more
   * @param shares effects on layers' costs
   * @param leftOutUs prediction for each network when fitted on all others, above 0
   */
  record Result(
      double constantUs,
      double perLayerUs,
      double weightsShare,
      Map<Effect, Double> shares,
      double[] leftOutUs) {}

  /**
   * @param constantUs the run's cost towards which to fit
   */
  Result solve(double constantUs) {
    Set<Effect> without = new HashSet<>();
    Result result = solve(constantUs, without);
    // What cannot be below 0 would be made up for by the rest: without it that is fitted anew.
    if (result.weightsShare() < 0) {
      without.add(WEIGHTS);
      result = solve(constantUs, without);
    }
    if (result.constantUs() < 0) {
      without.add(RUN);
      result = solve(0, without);
    }
    if (result.weightsShare() < 0) {
      without.add(WEIGHTS);
      result = solve(0, without);
    }
    return result;
  }

  private Result solve(double constantUs, Set<Effect> without) {
    Map<Effect, Integer> columns = new LinkedHashMap<>();
    for (Map<Effect, Double> sums : amountsUs) {
      sums.keySet().stream()
          .filter(effect -> !without.contains(effect))
          .forEach(effect -> columns.putIfAbsent(effect, columns.size()));
    }
    int n = samples.size();
    double[][] rows = new double[n][columns.size()];
    double[] targets = new double[n];
    for (int i = 0; i < n; i++) {
      double[] row = rows[i];
      double measuredUs = samples.get(i).measuredUs();
      Map<Effect, Double> amounts = amountsUs.get(i);
      columns.forEach(
          (effect, column) -> row[column] = amounts.getOrDefault(effect, 0.0) / measuredUs);
      targets[i] = 1 - (constantUs + layersUs[i]) / measuredUs;
    }
    Ridge.Fit fit =
        fit(rows, targets, List.copyOf(columns.keySet()), c -> leavesEnough(c, columns));
    Map<Effect, Double> shares = new LinkedHashMap<>();
    columns.forEach((effect, column) -> shares.put(effect, fit.coefficients()[column]));
    double[] leftOutUs = new double[n];
    for (int i = 0; i < n; i++) {
      // A network that no other resembles may be predicted below 0.
      leftOutUs[i] =
          samples.get(i).measuredUs() * Math.max(Calibration.MIN_SHARE, 1 - fit.residuals()[i]);
    }
    double run = without.contains(RUN) ? 0 : shares.remove(RUN);
    double layer = shares.remove(LAYER);
    double weights = without.contains(WEIGHTS) ? 0 : shares.remove(WEIGHTS);
    return new Result(
        constantUs + run * meanUs, layer * meanLayerUs, weights, Map.copyOf(shares), leftOutUs);
  }

  /**
   * Whether each layer takes at least the share of its cost that predictions leave it: of what is
   * cut off there the fit would know nothing, and all predictions would be off.
   */
  private boolean leavesEnough(double[] coefficients, Map<Effect, Integer> columns) {
    double perLayerUs = coefficients[columns.get(LAYER)] * meanLayerUs;
    for (LayerCost layer : layers.values()) {
      double share = 1 - Calibration.MIN_SHARE;
      for (Map.Entry<Effect, Double> entry : layer.amounts.entrySet()) {
        share += coefficients[columns.get(entry.getKey())] * entry.getValue();
      }
      if (share * layer.us + perLayerUs < 0) {
        return false;
      }
    }
    return true;
  }

  private static Ridge.Fit fit(
      double[][] rows, double[] targets, List<Effect> effects, Predicate<double[]> sensible) {
    Ridge all = new Ridge(rows, targets);
    int n = rows.length;
    if (n <= MAX_FOR_SPREADS) {
      return Spreads.choose(all, effects, sensible).fit(all, effects);
    }
    // Evenly over the rows, because files are often sorted.
    double[][] some = new double[MAX_FOR_SPREADS][];
    double[] someTargets = new double[MAX_FOR_SPREADS];
    for (int i = 0; i < MAX_FOR_SPREADS; i++) {
      int row = (int) ((long) i * n / MAX_FOR_SPREADS);
      some[i] = rows[row];
      someTargets[i] = targets[row];
    }
    return Spreads.choose(new Ridge(some, someTargets), effects, sensible).fit(all, effects);
  }
}
