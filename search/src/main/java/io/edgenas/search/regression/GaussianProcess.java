package io.edgenas.search.regression;

import io.edgenas.base.statistics.Cholesky;
import io.edgenas.base.statistics.Quantiles;
import java.util.Arrays;
import java.util.List;

/**
 * A Gaussian process: a regression that bends, and that says how sure it is (Rasmussen and
 * Williams, Gaussian Processes for Machine Learning, 2006, algorithm 2.1). The kernel is {@link
 * AdditiveKernel}; its parameters and the noise are those of the largest evidence.
 *
 * <p>Deviation: its deviations are multiplied by one factor, so that 90 % of the samples lie in the
 * 90 % intervals of models fitted without them.
 */
public final class GaussianProcess {
  /**
   * The parameters are chosen on this many samples at most: the cost grows with the third power.
   */
  static final int MOST_FOR_PARAMETERS = 300;

  private static final int STEPS = 60;
  private static final int STEPS_AGAIN = 15;
  private static final double COVERED = 0.9;
  private static final double REACH = Normal.quantile(0.5 + COVERED / 2);

  private final List<ColumnGroup> groups;
  private final RowScale scale;
  private final double targetMean;
  private final double targetDeviation;
  private final double[] logs;
  private final AdditiveKernel kernel;
  private final AdditiveKernel.Fixed fixed;
  private final double[][] rows;
  private final double[] targets;
  private final Cholesky factor;
  private final double[] weights;
  private final double[] values;
  private final double widening;

  private GaussianProcess(
      List<ColumnGroup> groups,
      double[][] given,
      double[] values,
      GaussianProcess before,
      int steps) {
    this.groups = List.copyOf(groups);
    this.scale = RowScale.of(given, groups);
    this.rows = scale.scaled(given);
    this.targetMean = Arrays.stream(values).average().orElseThrow();
    this.targetDeviation = deviation(values, targetMean);
    this.targets = Arrays.stream(values).map(y -> (y - targetMean) / targetDeviation).toArray();
    this.kernel = new AdditiveKernel(groups);
    this.logs = parameters(before, steps);
    this.fixed = kernel.with(logs);
    this.factor = new Cholesky(matrix());
    this.weights = factor.solve(targets);
    this.values = values.clone();
    this.widening = steps == 0 ? before.widening : chosenWidening();
  }

  /**
   * Fits.
   *
   * @param groups of the columns, without gaps
   * @param rows samples, all of the same length; at least two
   * @param values one per sample
   */
  public static GaussianProcess fit(List<ColumnGroup> groups, double[][] rows, double[] values) {
    return new GaussianProcess(groups, rows, values, null, STEPS);
  }

  /** Fits to other samples of the same kind; parameters are looked for near those of this one. */
  public GaussianProcess refit(double[][] otherRows, double[] values) {
    return new GaussianProcess(groups, otherRows, values, this, STEPS_AGAIN);
  }

  /** Takes other samples of the same kind with the parameters of this one. */
  public GaussianProcess with(double[][] otherRows, double[] values) {
    return new GaussianProcess(groups, otherRows, values, this, 0);
  }

  private static double deviation(double[] values, double mean) {
    double squares = Arrays.stream(values).map(y -> (y - mean) * (y - mean)).sum();
    double deviation = Math.sqrt(squares / values.length);
    return deviation > 0 ? deviation : 1;
  }

  private double[] parameters(GaussianProcess before, int steps) {
    if (steps == 0) {
      return before.logs;
    }
    int count = Math.min(rows.length, MOST_FOR_PARAMETERS);
    double[][] some = new double[count][];
    double[] theirs = new double[count];
    for (int i = 0; i < count; i++) {
      // Spread over all, because samples may be in the order in which a search found them.
      int at = (int) ((long) i * rows.length / count);
      some[i] = rows[at];
      theirs[i] = targets[at];
    }
    Evidence evidence = new Evidence(kernel, some, theirs);
    return Rprop.climb(evidence::of, before == null ? evidence.start() : before.logs, steps);
  }

  private double[][] matrix() {
    double[] products = new double[2 * kernel.groups()];
    double[][] matrix = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      matrix[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        kernel.compare(rows[i], rows[j], products);
        matrix[i][j] = fixed.value(products);
      }
      matrix[i][i] += noiseVariance();
    }
    return matrix;
  }

  private double noiseVariance() {
    return Math.exp(logs[kernel.parameters()]);
  }

  /** Rasmussen and Williams, equation 5.12 (Sundararajan and Keerthi, 2001). */
  private LeftOut leaveOut() {
    double[] precisions = factor.inverseDiagonal();
    double[] means = new double[rows.length];
    double[] deviations = new double[rows.length];
    for (int i = 0; i < means.length; i++) {
      double mean = targets[i] - weights[i] / precisions[i];
      means[i] = targetMean + targetDeviation * mean;
      deviations[i] = targetDeviation / Math.sqrt(precisions[i]);
    }
    return new LeftOut(means, deviations);
  }

  private double chosenWidening() {
    LeftOut without = leaveOut();
    double[] off = new double[values.length];
    for (int i = 0; i < off.length; i++) {
      off[i] = Math.abs(values[i] - without.means()[i]) / without.deviations()[i];
    }
    double factorOfAll = Quantiles.upper(off, COVERED) / REACH;
    // Few samples tell their quantile badly; one sample in ten is the tail.
    double trust = values.length / (values.length + 50.0);
    return Math.exp(trust * Math.log(Math.max(0.5, Math.min(2, factorOfAll))));
  }

  /** The expected value for a row. */
  public double mean(double[] row) {
    return targetMean + targetDeviation * dot(weights, similarities(scale.scaled(row)));
  }

  /** Mean and deviation for a row: of the function itself, without the noise of evaluations. */
  public Estimate estimate(double[] row) {
    double[] scaled = scale.scaled(row);
    double[] similarities = similarities(scaled);
    double[] products = new double[2 * kernel.groups()];
    kernel.compare(scaled, scaled, products);
    double[] z = factor.forward(similarities);
    double variance = Math.max(0, fixed.value(products) - dot(z, z));
    return new Estimate(
        targetMean + targetDeviation * dot(weights, similarities),
        widening * targetDeviation * Math.sqrt(variance));
  }

  /**
   * A mean and how far off it may be.
   *
   * @param deviation one standard deviation
   */
  public record Estimate(double mean, double deviation) {}

  private double[] similarities(double[] scaled) {
    double[] products = new double[2 * kernel.groups()];
    double[] similarities = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      kernel.compare(scaled, rows[i], products);
      similarities[i] = fixed.value(products);
    }
    return similarities;
  }

  /** One standard deviation of the noise of an evaluation. */
  public double noise() {
    return widening * targetDeviation * Math.sqrt(noiseVariance());
  }

  /** What models fitted without a sample say of it; deviations are widened. */
  public LeftOut leftOut() {
    LeftOut without = leaveOut();
    return new LeftOut(
        without.means(),
        Arrays.stream(without.deviations()).map(each -> widening * each).toArray());
  }

  /** By how much deviations were widened, or narrowed below 1. */
  public double widening() {
    return widening;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
