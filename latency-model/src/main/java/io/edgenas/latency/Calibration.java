package io.edgenas.latency;

import java.util.Arrays;
import java.util.List;

/**
 * How a whole network's latency follows from the table:
 *
 * <pre>{@code
 * latency = constant + stem scale * stem + block scale * blocks + head scale * head
 *           + per layer * layers
 * }</pre>
 *
 * <p>A network costs the call overhead once, where isolated operations contain it each; inside a
 * network operations find other cache contents and memory layouts than alone. How much that is
 * differs by device and is fitted on measured networks:
 *
 * <ul>
 *   <li>none: the table as it is plus the call overhead;
 *   <li>fewer than {@value #MIN_FOR_GROUPS}: one scale for the whole, the median of measured over
 *       plain prediction;
 *   <li>more: each coefficient by ridge regression on relative errors, towards that scaled table,
 *       none below 0. The regularisation is the prior {@link #PRIOR_SD} against a noise of {@link
 *       #NOISE}, so few networks change little.
 * </ul>
 *
 * @param constantUs cost of a run whatever it computes
 * @param stemScale factor on the first layer's table latency
 * @param blockScale factor on the inverted bottlenecks'
 * @param headScale factor on the rest
 * @param perLayerUs cost of a layer whatever it computes
 * @param networks number of networks it was fitted on
 */
record Calibration(
    double constantUs,
    double stemScale,
    double blockScale,
    double headScale,
    double perLayerUs,
    int networks) {
  static final int MIN_FOR_GROUPS = 8;

  /** Relative standard deviation expected of a measured network around the model. */
  private static final double NOISE = 0.03;

  /**
   * Standard deviations expected of the coefficients around the scaled table: the constant and the
   * per-layer cost as shares of the mean latency, the scales as shares of the common scale.
   */
  private static final double[] PRIOR_SD = {0.05, 0.2, 0.2, 0.2, 0.1};

  private static final int MAX_SWEEPS = 20_000;

  /** A network's features and its measured latency. */
  record Sample(Features features, double measuredUs) {}

  /** The table as it is, with the call overhead once. */
  static Calibration none(double callOverheadUs) {
    return new Calibration(callOverheadUs, 1, 1, 1, 0, 0);
  }

  /** Fits on measured networks; any number, also none. */
  static Calibration fit(List<Sample> samples, double callOverheadUs) {
    Calibration plain = none(callOverheadUs);
    if (samples.isEmpty()) {
      return plain;
    }
    double[] ratios =
        samples.stream()
            .mapToDouble(sample -> sample.measuredUs() / plain.latencyUs(sample.features()))
            .sorted()
            .toArray();
    int n = ratios.length;
    double scale = (ratios[(n - 1) / 2] + ratios[n / 2]) / 2;
    Calibration scaled = new Calibration(callOverheadUs * scale, scale, scale, scale, 0, n);
    return n < MIN_FOR_GROUPS ? scaled : ridge(samples, scaled);
  }

  /** Predicted latency of a network with these features. */
  double latencyUs(Features features) {
    return constantUs
        + stemScale * features.stemUs()
        + blockScale * features.blocksUs()
        + headScale * features.headUs()
        + perLayerUs * features.layers();
  }

  /**
   * Least squares in standardised coefficients z, coefficient = prior + spread * z: each network's
   * relative error over the noise, plus each z, squared. Solved by coordinate descent, which keeps
   * coefficients at 0 or above and converges because the problem is strictly convex.
   */
  private static Calibration ridge(List<Sample> samples, Calibration prior) {
    double meanUs = samples.stream().mapToDouble(Sample::measuredUs).average().orElseThrow();
    double meanLayers =
        samples.stream().mapToInt(sample -> sample.features().layers()).average().orElseThrow();
    double scale = prior.blockScale();
    double[] start = {prior.constantUs(), scale, scale, scale, 0};
    double[] spread = {meanUs, scale, scale, scale, meanUs / meanLayers};
    for (int j = 0; j < spread.length; j++) {
      spread[j] *= PRIOR_SD[j];
    }
    double[][] columns = new double[spread.length][samples.size()];
    double[] residual = new double[samples.size()];
    for (int i = 0; i < residual.length; i++) {
      Features f = samples.get(i).features();
      double weight = 1 / (NOISE * samples.get(i).measuredUs());
      double[] x = {1, f.stemUs(), f.blocksUs(), f.headUs(), f.layers()};
      for (int j = 0; j < x.length; j++) {
        columns[j][i] = x[j] * spread[j] * weight;
      }
      residual[i] = (samples.get(i).measuredUs() - prior.latencyUs(f)) * weight;
    }
    double[] lower = new double[start.length];
    Arrays.setAll(lower, j -> -start[j] / spread[j]);
    double[] z = descend(columns, residual, lower);
    double[] c = new double[start.length];
    Arrays.setAll(c, j -> Math.max(0, start[j] + spread[j] * z[j]));
    return new Calibration(c[0], c[1], c[2], c[3], c[4], samples.size());
  }

  /** Minimises |columns z - target|² + |z|² over z >= lower; {@code residual} starts as target. */
  private static double[] descend(double[][] columns, double[] residual, double[] lower) {
    double[] z = new double[columns.length];
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      double change = 0;
      for (int j = 0; j < z.length; j++) {
        double[] column = columns[j];
        double gradient = 0;
        double curvature = 1;
        for (int i = 0; i < residual.length; i++) {
          gradient += column[i] * residual[i];
          curvature += column[i] * column[i];
        }
        double next = Math.max(lower[j], z[j] + (gradient - z[j]) / curvature);
        double step = next - z[j];
        for (int i = 0; i < residual.length; i++) {
          residual[i] -= step * column[i];
        }
        z[j] = next;
        change = Math.max(change, Math.abs(step));
      }
      if (change < 1e-10) {
        break;
      }
    }
    return z;
  }
}
