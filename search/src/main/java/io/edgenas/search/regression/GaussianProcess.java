package io.edgenas.search.regression;

import io.edgenas.base.statistics.Cholesky;
import io.edgenas.base.statistics.Quantiles;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

  /**
   * @param parameters taken as they are; where empty, those of the largest evidence
   */
  private GaussianProcess(
      List<ColumnGroup> groups,
      double[][] given,
      double[] values,
      Optional<Parameters> parameters) {
    this.groups = List.copyOf(groups);
    this.scale = RowScale.of(given, groups);
    this.rows = scale.scaled(given);
    this.targetMean = Arrays.stream(values).average().orElseThrow();
    this.targetDeviation = deviation(values, targetMean);
    this.targets = Arrays.stream(values).map(y -> (y - targetMean) / targetDeviation).toArray();
    this.kernel = new AdditiveKernel(groups);
    this.logs =
        parameters
            .map(those -> those.logs().stream().mapToDouble(Double::doubleValue).toArray())
            .orElseGet(this::chosen);
    this.fixed = kernel.with(logs);
    this.factor = new Cholesky(matrix());
    this.weights = factor.solve(targets);
    this.values = values.clone();
    this.widening = parameters.map(Parameters::widening).orElseGet(this::chosenWidening);
  }

  /**
   * Fits.
   *
   * @param groups of the columns, without gaps
   * @param rows samples, all of the same length; at least two
   * @param values one per sample
   */
  public static GaussianProcess fit(List<ColumnGroup> groups, double[][] rows, double[] values) {
    return new GaussianProcess(groups, rows, values, Optional.empty());
  }

  /** Takes other samples of the same kind with the parameters of this one. */
  public GaussianProcess with(double[][] otherRows, double[] values) {
    return restored(groups, otherRows, values, parameters());
  }

  /**
   * Makes a process with parameters that a fit found before: in a small part of the time of a fit.
   *
   * @param parameters those of a process with the same groups
   * @throws InvalidValueException if they are those of other groups, or no process has them
   */
  public static GaussianProcess restored(
      List<ColumnGroup> groups, double[][] rows, double[] values, Parameters parameters) {
    int expected = new AdditiveKernel(groups).parameters() + 1;
    if (parameters.logs().size() != expected) {
      throw new InvalidValueException(
          parameters.logs().size() + " parameters of a kernel that has " + expected);
    }
    try {
      return new GaussianProcess(groups, rows, values, Optional.of(parameters));
    } catch (ArithmeticException e) {
      throw new InvalidValueException(
          "parameters " + parameters.logs() + " fit no process to these samples: fit anew");
    }
  }

  /**
   * What a fit finds, apart from the samples themselves.
   *
   * @param logs logarithms of the kernel's parameters and, last, of the variance of the noise
   * @param widening see {@link GaussianProcess#widening}
   */
  public record Parameters(List<Double> logs, double widening) {
    private static final double FARTHEST = 30;
    private static final double WIDEST = 100;

    /**
     * @throws InvalidValueException if a logarithm is not from -30 to 30, or the widening not from
     *     0 to 100
     */
    public Parameters {
      logs = List.copyOf(logs);
      logs.forEach(log -> Require.range("parameter", log, -FARTHEST, FARTHEST));
      Require.range("widening", widening, 0, WIDEST);
    }
  }

  /** What the fit found. */
  public Parameters parameters() {
    return new Parameters(Arrays.stream(logs).boxed().toList(), widening);
  }

  private static double deviation(double[] values, double mean) {
    double squares = Arrays.stream(values).map(y -> (y - mean) * (y - mean)).sum();
    double deviation = Math.sqrt(squares / values.length);
    return deviation > 0 ? deviation : 1;
  }

  private double[] chosen() {
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
    return Rprop.climb(evidence::of, evidence.start(), STEPS);
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
