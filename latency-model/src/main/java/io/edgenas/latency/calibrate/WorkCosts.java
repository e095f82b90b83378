package io.edgenas.latency.calibrate;

import io.edgenas.latency.MissingRowException;
import io.edgenas.latency.calibrate.Calibration.Sample;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Costs that follow from what operations have to do, for devices of which whole networks alone were
 * measured: a constant for the run, one for each layer, and a speed for each kind of {@link Work},
 * by regression on the relative errors of the networks, none below 0.
 */
final class WorkCosts implements LayerCosts {
  /** Relative to the sum of squares of a column; keeps speeds apart that always go together. */
  private static final double PENALTY = 1e-6;

  /** Below this share of the mean layer, a layer's cost is not believed. */
  private static final double MIN_LAYER_SHARE = 1e-3;

  private final String profile;
  private final MeasuredChoices measured;
  private final double constantUs;
  private final double perLayerUs;
  private final double[] usPerWork;
  private final double minLayerUs;

  private WorkCosts(
      String profile,
      MeasuredChoices measured,
      double constantUs,
      double perLayerUs,
      double[] usPerWork,
      double minLayerUs) {
    this.profile = profile;
    this.measured = measured;
    this.constantUs = constantUs;
    this.perLayerUs = perLayerUs;
    this.usPerWork = usPerWork;
    this.minLayerUs = minLayerUs;
  }

  /**
   * @param profile what messages call the profile
   * @param samples at least one
   */
  static WorkCosts fit(String profile, List<Sample> samples) {
    int kinds = Work.values().length;
    int n = samples.size();
    double[][] columns = new double[2 + kinds][n];
    double meanLayerUs = 0;
    for (int i = 0; i < n; i++) {
      Network network = samples.get(i).network();
      double us = samples.get(i).measuredUs();
      columns[0][i] = 1 / us;
      columns[1][i] = network.layers().size() / us;
      for (Layer layer : network.layers()) {
        double[] work = Work.of(layer.operation());
        for (int k = 0; k < kinds; k++) {
          columns[2 + k][i] += work[k] / us;
        }
      }
      meanLayerUs += us / network.layers().size() / n;
    }
    double[] scales = new double[columns.length];
    for (int j = 0; j < columns.length; j++) {
      double mean = Arrays.stream(columns[j]).average().orElseThrow();
      scales[j] = mean > 0 ? 1 / mean : 0;
      for (int i = 0; i < n; i++) {
        columns[j][i] *= scales[j];
      }
    }
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    double[] z = NonNegativeRidge.solve(columns, ones, PENALTY * n);
    double[] usPerWork = new double[kinds];
    Arrays.setAll(usPerWork, k -> z[2 + k] * scales[2 + k]);
    return new WorkCosts(
        profile,
        new MeasuredChoices(samples.stream().map(Sample::network).toList()),
        z[0] * scales[0],
        z[1] * scales[1],
        usPerWork,
        MIN_LAYER_SHARE * meanLayerUs);
  }

  @Override
  public double constantUs() {
    return constantUs;
  }

  @Override
  public OptionalDouble layerUs(Network network, Layer layer) {
    return measured.covers(network, layer)
        ? OptionalDouble.of(layerUs(layer.operation()))
        : OptionalDouble.empty();
  }

  private double layerUs(Operation operation) {
    double[] work = Work.of(operation);
    double us = perLayerUs;
    for (int k = 0; k < work.length; k++) {
      us += usPerWork[k] * work[k];
    }
    return Math.max(us, minLayerUs);
  }

  @Override
  public Map<String, Double> shares(Operation operation) {
    double[] work = Work.of(operation);
    double us = layerUs(operation);
    Map<String, Double> shares = new LinkedHashMap<>();
    for (Work kind : Work.values()) {
      int k = kind.ordinal();
      shares.put(kind.name(), usPerWork[k] * work[k] / us);
    }
    return shares;
  }

  @Override
  public MissingRowException missing(Network network, List<Operation> missing) {
    return new MissingRowException(
        "profile "
            + profile
            + " knows measured networks alone and nothing of "
            + missing.get(0).key()
            + (missing.size() > 1 ? " and " + (missing.size() - 1) + " more" : "")
            + ": "
            + measured.refusal(network)
            + "; measure such networks too, or choose an architecture that it covers",
        missing);
  }
}
