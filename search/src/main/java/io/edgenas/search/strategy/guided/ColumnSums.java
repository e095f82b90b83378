package io.edgenas.search.strategy.guided;

import io.edgenas.base.statistics.Cholesky;
import io.edgenas.search.strategy.part.DecisionCode;
import java.util.List;

/**
 * Weighted sums over samples of what a ridge regression on one-hot columns needs, the intercept
 * unpenalised (Hastie et al., The Elements of Statistical Learning, section 3.4.1). Samples are
 * added once, whatever is fitted to them afterwards.
 */
final class ColumnSums {
  /** Fitted sums are compared with limits: digits below this are rounding and decide nothing. */
  private static final double GRID = 1L << 36;

  private final int[] sizes;
  private final int[] offsets;
  private final double[][] products;
  private final double[] sums;
  private final double[][] moments;
  private final double[] totals;
  private final int[] ones;
  private double weight;

  /**
   * Begins with no sample.
   *
   * @param sizes number of choices of each decision
   * @param targets how many numbers a sample tells
   */
  ColumnSums(int[] sizes, int targets) {
    this.sizes = sizes;
    this.offsets = new int[sizes.length + 1];
    for (int d = 0; d < sizes.length; d++) {
      offsets[d + 1] = offsets[d] + sizes[d];
    }
    int count = offsets[sizes.length];
    this.products = new double[count][];
    for (int i = 0; i < count; i++) {
      products[i] = new double[i + 1];
    }
    this.sums = new double[count];
    this.moments = new double[targets][count];
    this.totals = new double[targets];
    this.ones = new int[sizes.length];
  }

  /**
   * Adds what is known of one architecture.
   *
   * @param code the choice of each decision, or {@link DecisionCode#ABSENT}
   * @param values what the models are to tell
   * @param share how much it counts, above 0
   */
  void add(int[] code, double[] values, double share) {
    int count = 0;
    for (int d = 0; d < sizes.length; d++) {
      if (code[d] != DecisionCode.ABSENT) {
        ones[count++] = offsets[d] + code[d];
      }
    }
    weight += share;
    for (int i = 0; i < count; i++) {
      double[] row = products[ones[i]];
      sums[ones[i]] += share;
      for (int j = 0; j <= i; j++) {
        row[ones[j]] += share;
      }
    }
    for (int t = 0; t < totals.length; t++) {
      double value = share * values[t];
      totals[t] += value;
      for (int i = 0; i < count; i++) {
        moments[t][ones[i]] += value;
      }
    }
  }

  /**
   * Adds all samples of other sums.
   *
   * @param share how much they count here, above 0
   * @param scale what each of their numbers is multiplied by
   */
  void add(ColumnSums other, double share, double[] scale) {
    weight += share * other.weight;
    addScaled(other.sums, share, sums);
    for (int i = 0; i < products.length; i++) {
      addScaled(other.products[i], share, products[i]);
    }
    for (int t = 0; t < totals.length; t++) {
      totals[t] += share * scale[t] * other.totals[t];
      addScaled(other.moments[t], share * scale[t], moments[t]);
    }
  }

  private static void addScaled(double[] from, double factor, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  /**
   * Fits one model per number that the samples tell; at least one was added.
   *
   * @param penalty as many observations that no choice makes a difference, above 0
   */
  List<AdditiveModel> fit(double penalty) {
    double[][] matrix = new double[sums.length][];
    for (int i = 0; i < sums.length; i++) {
      matrix[i] = products[i].clone();
      for (int j = 0; j <= i; j++) {
        matrix[i][j] -= sums[i] * sums[j] / weight;
      }
      matrix[i][i] += penalty;
    }
    Cholesky factor = new Cholesky(matrix);
    AdditiveModel[] models = new AdditiveModel[totals.length];
    for (int t = 0; t < models.length; t++) {
      models[t] = model(factor, t);
    }
    return List.of(models);
  }

  private AdditiveModel model(Cholesky factor, int target) {
    double mean = totals[target] / weight;
    double[] moment = moments[target].clone();
    for (int i = 0; i < moment.length; i++) {
      moment[i] -= mean * sums[i];
    }
    double[] flat = factor.solve(moment);
    double intercept = mean;
    double[][] weights = new double[sizes.length][];
    for (int d = 0; d < sizes.length; d++) {
      weights[d] = new double[sizes[d]];
      for (int c = 0; c < sizes[d]; c++) {
        double rounded = Math.rint(flat[offsets[d] + c] * GRID) / GRID;
        weights[d][c] = rounded;
        intercept -= rounded * sums[offsets[d] + c] / weight;
      }
    }
    return new AdditiveModel(Math.rint(intercept * GRID) / GRID, weights);
  }
}
