package io.edgenas.search.regression;

import io.edgenas.base.statistics.Cholesky;
import java.util.Arrays;

/**
 * How well parameters of a kernel explain samples: the logarithm of the marginal likelihood and of
 * the priors on the parameters, and its gradient (Rasmussen and Williams, section 5.4.1). The last
 * parameter is the logarithm of the noise's variance.
 */
final class Evidence {
  /** Standard deviation of the priors: each parameter is known to a factor of e^1.5 or so. */
  private static final double PRIOR_DEVIATION = 1.5;

  /** Targets have variance 1: what parts and noise are expected to make of it. */
  private static final double PRIOR_LINEAR = Math.log(0.3);

  private static final double PRIOR_BEND = Math.log(0.3);

  /** Groups have mean squared length 1, so that rows are about sqrt(2) apart. */
  private static final double PRIOR_LENGTH = Math.log(1.5);

  private static final double PRIOR_NOISE = Math.log(0.03);

  private final AdditiveKernel kernel;
  private final double[][] products;
  private final double[] targets;
  private final double[] priors;

  /**
   * @param rows scaled
   * @param targets of mean 0 and variance 1
   */
  Evidence(AdditiveKernel kernel, double[][] rows, double[] targets) {
    this.kernel = kernel;
    this.targets = targets;
    int n = rows.length;
    this.products = new double[n * (n + 1) / 2][2 * kernel.groups()];
    for (int i = 0, at = 0; i < n; i++) {
      for (int j = 0; j <= i; j++, at++) {
        kernel.compare(rows[i], rows[j], products[at]);
      }
    }
    this.priors = priors(kernel);
  }

  private static double[] priors(AdditiveKernel kernel) {
    double[] priors = new double[kernel.parameters() + 1];
    for (int g = 0; g < kernel.groups(); g++) {
      // Siblings share one variance, and one squared distance.
      double siblings = Math.log(kernel.siblings(g));
      priors[g] = PRIOR_LINEAR - siblings;
      priors[kernel.groups() + 1 + g] = PRIOR_LENGTH + siblings / 2;
    }
    priors[kernel.groups()] = PRIOR_BEND;
    priors[kernel.parameters()] = PRIOR_NOISE;
    return priors;
  }

  /** Where a search for the best parameters begins: the middle of the priors. */
  double[] start() {
    return priors.clone();
  }

  /**
   * Judges parameters.
   *
   * @param gradient is overwritten with the derivatives by the parameters
   * @return the log evidence; negative infinity where the matrix is not positive definite
   */
  double of(double[] logs, double[] gradient) {
    int n = targets.length;
    AdditiveKernel.Fixed fixed = kernel.with(logs);
    double noise = Math.exp(logs[kernel.parameters()]);
    double[][] matrix = new double[n][];
    for (int i = 0, at = 0; i < n; i++) {
      matrix[i] = new double[i + 1];
      for (int j = 0; j <= i; j++, at++) {
        matrix[i][j] = fixed.value(products[at]);
      }
      matrix[i][i] += noise;
    }
    Cholesky factor;
    try {
      factor = new Cholesky(matrix);
    } catch (ArithmeticException e) {
      return Double.NEGATIVE_INFINITY;
    }
    double[] solved = factor.solve(targets);
    double[][] inverse = factor.inverse();
    Arrays.fill(gradient, 0);
    double evidence = -0.5 * factor.logDeterminant() - 0.5 * n * Math.log(2 * Math.PI);
    for (int i = 0, at = 0; i < n; i++) {
      evidence -= 0.5 * targets[i] * solved[i];
      for (int j = 0; j <= i; j++, at++) {
        double weight = solved[i] * solved[j] - inverse[i][j];
        fixed.addGradient(products[at], i == j ? 0.5 * weight : weight, gradient);
      }
      gradient[kernel.parameters()] += 0.5 * noise * (solved[i] * solved[i] - inverse[i][i]);
    }
    for (int p = 0; p < logs.length; p++) {
      double off = (logs[p] - priors[p]) / PRIOR_DEVIATION;
      evidence -= 0.5 * off * off;
      gradient[p] -= off / PRIOR_DEVIATION;
    }
    return evidence;
  }
}
