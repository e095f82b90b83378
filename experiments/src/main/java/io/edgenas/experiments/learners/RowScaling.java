package io.edgenas.experiments.learners;

/** Brings columns to a mean of 0 and a deviation of 1 on samples; a constant column becomes 0. */
final class RowScaling {
  private static final double CONSTANT = 1e-9;

  private final double[] means;
  private final double[] deviations;

  /**
   * @param rows samples
   */
  RowScaling(double[][] rows) {
    this.means = new double[rows[0].length];
    this.deviations = new double[means.length];
    for (double[] row : rows) {
      for (int j = 0; j < means.length; j++) {
        means[j] += row[j] / rows.length;
      }
    }
    for (double[] row : rows) {
      for (int j = 0; j < means.length; j++) {
        deviations[j] += (row[j] - means[j]) * (row[j] - means[j]) / rows.length;
      }
    }
    for (int j = 0; j < means.length; j++) {
      deviations[j] = Math.sqrt(deviations[j]);
    }
  }

  int columns() {
    return means.length;
  }

  float[] scaled(double[] row) {
    float[] scaled = new float[row.length];
    for (int j = 0; j < row.length; j++) {
      if (deviations[j] > CONSTANT) {
        scaled[j] = (float) ((row[j] - means[j]) / deviations[j]);
      }
    }
    return scaled;
  }
}
