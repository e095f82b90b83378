package io.edgenas.search.regression;

import java.util.List;

/**
 * Brings rows to a common scale: columns are centred, and the squared length of a group's columns
 * is 1 in the mean, however many columns it has.
 */
final class RowScale {
  private final double[] means;
  private final double[] factors;

  private RowScale(double[] means, double[] factors) {
    this.means = means;
    this.factors = factors;
  }

  /** Takes the scale of rows, at least one. */
  static RowScale of(double[][] rows, List<ColumnGroup> groups) {
    int columns = rows[0].length;
    double[] means = new double[columns];
    double[] variances = new double[columns];
    for (int j = 0; j < columns; j++) {
      for (double[] row : rows) {
        means[j] += row[j] / rows.length;
      }
      for (double[] row : rows) {
        variances[j] += (row[j] - means[j]) * (row[j] - means[j]) / rows.length;
      }
    }
    double[] factors = new double[columns];
    for (ColumnGroup group : groups) {
      double length = 0;
      for (int j = group.from(); j < group.to(); j++) {
        // A column that never varied says nothing yet; it must not dominate once it does.
        boolean varies = variances[j] > 1e-12 * (1 + means[j] * means[j]);
        factors[j] = group.standardised() ? (varies ? 1 / Math.sqrt(variances[j]) : 0) : 1;
        length += factors[j] * factors[j] * variances[j];
      }
      for (int j = group.from(); j < group.to(); j++) {
        factors[j] /= length > 0 ? Math.sqrt(length) : 1;
      }
    }
    return new RowScale(means, factors);
  }

  double[] scaled(double[] row) {
    double[] scaled = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      scaled[j] = (row[j] - means[j]) * factors[j];
    }
    return scaled;
  }

  double[][] scaled(double[][] rows) {
    double[][] scaled = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      scaled[i] = scaled(rows[i]);
    }
    return scaled;
  }
}
