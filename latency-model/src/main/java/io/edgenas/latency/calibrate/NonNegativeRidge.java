package io.edgenas.latency.calibrate;

/** Ridge regression without coefficients below 0. */
final class NonNegativeRidge {
  private static final int MAX_SWEEPS = 20_000;

  private NonNegativeRidge() {}

  /**
   * Minimises {@code |X z - y|² + penalty |z|²} over {@code z >= 0} by coordinate descent, which
   * converges because the problem is strictly convex.
   *
   * @param columns X by column
   * @param penalty above 0
   */
  static double[] solve(double[][] columns, double[] y, double penalty) {
    double[] z = new double[columns.length];
    double[] residual = y.clone();
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      double change = 0;
      for (int j = 0; j < z.length; j++) {
        double[] column = columns[j];
        double gradient = 0;
        double curvature = penalty;
        for (int i = 0; i < residual.length; i++) {
          gradient += column[i] * residual[i];
          curvature += column[i] * column[i];
        }
        double next = Math.max(0, z[j] + (gradient - penalty * z[j]) / curvature);
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
