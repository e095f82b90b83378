package io.edgenas.search.accuracy;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.statistics.KendallTau;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Accuracy as a linear function of {@link ArchFeatures}, fitted by ridge regression.
 *
 * <p>Quantities that several features share (depth, kernel and expand ratio of a block, a stage and
 * the whole) are penalised as features of their own, so that blocks borrow strength from each
 * other, and the logarithm of the MACs is as good as unpenalised. On 100 of DyNAS-T's networks this
 * halves the error of a ridge on the one-hot features alone. The fitted function stays linear in
 * the features, so that it can be exported as one affine layer.
 */
public final class RidgeAccuracyModel implements AccuracyModel {
  /** The name of the learner. */
  public static final String LEARNER = "ridge";

  private static final int MAX_FEATURES = 2_000;
  private static final int FOLDS = 10;

  /** A feature times 30 is penalised 900 times less. */
  private static final double MACS_SCALE = 30;

  private final ArchFeatures features;
  private final double[] coefficients;
  private final double intercept;
  private final AccuracyError error;

  private RidgeAccuracyModel(
      ArchFeatures features, double[] coefficients, double intercept, AccuracyError error) {
    this.features = features;
    this.coefficients = coefficients;
    this.intercept = intercept;
    this.error = error;
  }

  /** What learns such models. */
  public static AccuracyLearner learner(ArchFeatures features) {
    return new AccuracyLearner() {
      @Override
      public String name() {
        return LEARNER;
      }

      @Override
      public AccuracyModel fit(List<EvaluatedArch> samples) {
        return RidgeAccuracyModel.fit(features, samples);
      }
    };
  }

  /**
   * Fits a model and judges it by 10-fold cross-validation, split by architecture, with the ridge
   * strength that was chosen on all samples. An architecture that was evaluated several times
   * counts once, with its mean.
   *
   * @throws BadInputException if there are fewer than 10 distinct architectures, or the space has
   *     more than 2,000 features
   */
  public static RidgeAccuracyModel fit(ArchFeatures features, List<EvaluatedArch> samples) {
    Check.range("number of accuracy features", features.size(), 1, MAX_FEATURES);
    Samples distinct = Samples.of(samples);
    double[][] rows =
        distinct.archs().stream().map(arch -> row(features, arch)).toArray(double[][]::new);
    double[] top1 = distinct.top1();
    Ridge ridge = Ridge.fit(rows, top1);
    return new RidgeAccuracyModel(
        features,
        collapse(features, ridge),
        ridge.intercept(),
        crossValidate(rows, top1, ridge.strength()));
  }

  /** The features with the MACs scaled up, then the trends. */
  private static double[] row(ArchFeatures features, Arch arch) {
    float[] encoded = features.encode(arch);
    List<Map<Integer, Double>> trends = features.trends();
    double[] row = new double[encoded.length + trends.size()];
    for (int j = 0; j < encoded.length; j++) {
      row[j] = encoded[j];
    }
    row[encoded.length - 1] *= MACS_SCALE;
    for (int t = 0; t < trends.size(); t++) {
      for (Map.Entry<Integer, Double> weight : trends.get(t).entrySet()) {
        row[encoded.length + t] += weight.getValue() * encoded[weight.getKey()];
      }
    }
    return row;
  }

  /** The same linear function on the features alone: trends spread over them, MACs unscaled. */
  private static double[] collapse(ArchFeatures features, Ridge ridge) {
    double[] collapsed = new double[features.size()];
    System.arraycopy(ridge.coefficients(), 0, collapsed, 0, collapsed.length);
    collapsed[collapsed.length - 1] *= MACS_SCALE;
    for (int t = 0; t < features.trends().size(); t++) {
      double slope = ridge.coefficients()[collapsed.length + t];
      features.trends().get(t).forEach((feature, share) -> collapsed[feature] += slope * share);
    }
    return collapsed;
  }

  private static AccuracyError crossValidate(double[][] rows, double[] top1, double strength) {
    double[] predicted = new double[top1.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<double[]> fitRows = new ArrayList<>();
      List<Double> fitTop1 = new ArrayList<>();
      for (int i = 0; i < top1.length; i++) {
        if (i % FOLDS != fold) {
          fitRows.add(rows[i]);
          fitTop1.add(top1[i]);
        }
      }
      Ridge ridge =
          Ridge.fit(
              fitRows.toArray(double[][]::new),
              fitTop1.stream().mapToDouble(Double::doubleValue).toArray(),
              strength);
      for (int i = fold; i < top1.length; i += FOLDS) {
        predicted[i] = ridge.predict(rows[i]);
      }
    }
    double squares = 0;
    for (int i = 0; i < top1.length; i++) {
      squares += (predicted[i] - top1[i]) * (predicted[i] - top1[i]);
    }
    return new AccuracyError(
        top1.length,
        Math.sqrt(squares / top1.length),
        KendallTau.of(predicted, top1).orElse(Double.NaN));
  }

  /**
   * Predicted accuracies; a prediction far from the samples may lie outside 0 to 1.
   *
   * @throws BadInputException if the features do not know an architecture
   */
  @Override
  public double[] top1(List<Arch> archs) {
    double[] predicted = new double[archs.size()];
    float[] encoded = new float[features.size()];
    for (int i = 0; i < predicted.length; i++) {
      features.encode(archs.get(i), encoded, 0);
      predicted[i] = intercept;
      for (int j = 0; j < encoded.length; j++) {
        predicted[i] += coefficients[j] * encoded[j];
      }
    }
    return predicted;
  }

  @Override
  public String learner() {
    return LEARNER;
  }

  @Override
  public RidgeAccuracyModel taught(List<EvaluatedArch> samples) {
    return fit(features, samples);
  }

  /** The deviation is the error on architectures that the model did not see, the same for all. */
  @Override
  public List<Belief> beliefs(List<Arch> archs) {
    return Arrays.stream(top1(archs)).mapToObj(mean -> new Belief(mean, error.rmse())).toList();
  }

  /** Not told: it is part of the deviations. */
  @Override
  public double noise() {
    return 0;
  }

  public ArchFeatures features() {
    return features;
  }

  /** One per feature: {@code top1 = intercept + sum(coefficient * feature)}; a copy. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  public double intercept() {
    return intercept;
  }

  /**
   * The error of models that were fitted the same way on nine tenths of the samples, on the others.
   */
  public AccuracyError error() {
    return error;
  }
}
