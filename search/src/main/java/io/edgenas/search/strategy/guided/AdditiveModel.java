package io.edgenas.search.strategy.guided;

import io.edgenas.base.statistics.Cholesky;
import io.edgenas.search.strategy.part.DecisionCode;
import java.util.List;

/**
 * A number about architectures as a sum over their choices: ridge regression on one-hot columns,
 * the intercept unpenalised (Hastie et al., The Elements of Statistical Learning, section 3.4.1).
 */
final class AdditiveModel {
  /** Sums are compared with limits: digits below this are rounding and must decide nothing. */
  private static final double GRID = 1L << 36;

  private final double intercept;
  private final double[][] weights;

  private AdditiveModel(double intercept, double[][] weights) {
    this.intercept = intercept;
    this.weights = weights;
  }

  /**
   * Fits one model per number that samples tell.
   *
   * @param sizes number of choices of each decision
   * @param samples at least one
   * @param penalty as many observations that no choice makes a difference
   */
  static List<AdditiveModel> fit(int[] sizes, List<Sample> samples, double penalty) {
    Columns columns = new Columns(sizes, samples.get(0).values().length);
    samples.forEach(columns::add);
    return columns.solve(penalty);
  }

  /**
   * What is known of one architecture.
   *
   * @param code the choice of each decision, or {@link DecisionCode#ABSENT}
   * @param values what the models are to tell
   * @param weight how much it counts, above 0
   */
  record Sample(int[] code, double[] values, double weight) {}

  double intercept() {
    return intercept;
  }

  /** What choices add, by decision and choice; not to be changed. */
  double[][] weights() {
    return weights;
  }

  /** What a choice adds; 0 where no sample has it. */
  double weight(int decision, int choice) {
    return weights[decision][choice];
  }

  /** Weighted sums of products of one-hot columns, which are sparse. */
  private static final class Columns {
    private final int[] sizes;
    private final int[] offsets;
    private final double[][] products;
    private final double[] sums;
    private final double[][] moments;
    private final double[] totals;
    private double weight;

    Columns(int[] sizes, int targets) {
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
    }

    void add(Sample sample) {
      int[] ones = new int[sizes.length];
      int count = 0;
      for (int d = 0; d < sizes.length; d++) {
        if (sample.code[d] != DecisionCode.ABSENT) {
          ones[count++] = offsets[d] + sample.code[d];
        }
      }
      weight += sample.weight;
      for (int i = 0; i < count; i++) {
        double[] row = products[ones[i]];
        sums[ones[i]] += sample.weight;
        for (int j = 0; j <= i; j++) {
          row[ones[j]] += sample.weight;
        }
      }
      for (int t = 0; t < totals.length; t++) {
        double value = sample.weight * sample.values[t];
        totals[t] += value;
        for (int i = 0; i < count; i++) {
          moments[t][ones[i]] += value;
        }
      }
    }

    List<AdditiveModel> solve(double penalty) {
      for (int i = 0; i < sums.length; i++) {
        for (int j = 0; j <= i; j++) {
          products[i][j] -= sums[i] * sums[j] / weight;
        }
        products[i][i] += penalty;
      }
      Cholesky factor = new Cholesky(products);
      AdditiveModel[] models = new AdditiveModel[totals.length];
      for (int t = 0; t < models.length; t++) {
        models[t] = model(factor, t);
      }
      return List.of(models);
    }

    private AdditiveModel model(Cholesky factor, int target) {
      double mean = totals[target] / weight;
      double[] moment = moments[target];
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
}
