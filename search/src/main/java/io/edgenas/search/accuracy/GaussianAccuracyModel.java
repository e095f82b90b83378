package io.edgenas.search.accuracy;

import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.regression.GaussianProcess;
import java.util.ArrayList;
import java.util.List;

/** Accuracy as a Gaussian process over {@link ArchEncoding}: it bends, and knows how sure it is. */
public final class GaussianAccuracyModel implements AccuracyModel {
  /** The name of the learner. */
  public static final String LEARNER = "gaussian-process";

  private final ArchEncoding encoding;
  private final GaussianProcess process;

  private GaussianAccuracyModel(ArchEncoding encoding, GaussianProcess process) {
    this.encoding = encoding;
    this.process = process;
  }

  /** What learns such models. */
  public static AccuracyLearner learner(ArchEncoding encoding) {
    return new AccuracyLearner() {
      @Override
      public String name() {
        return LEARNER;
      }

      @Override
      public AccuracyModel fit(List<EvaluatedArch> samples) {
        return fitted(encoding, samples);
      }
    };
  }

  /**
   * Fits a model, as {@link #learner} does.
   *
   * @throws io.edgenas.base.input.BadInputException if there are too few samples
   */
  public static GaussianAccuracyModel fitted(ArchEncoding encoding, List<EvaluatedArch> samples) {
    Samples distinct = Samples.of(samples);
    return fitted(encoding, distinct.archs(), distinct.top1());
  }

  /**
   * Fits a model.
   *
   * @param archs distinct, at least two
   * @param top1 one per architecture
   */
  public static GaussianAccuracyModel fitted(
      ArchEncoding encoding, List<Arch> archs, double[] top1) {
    return new GaussianAccuracyModel(
        encoding, GaussianProcess.fit(encoding.groups(), encoding.rows(archs), top1));
  }

  /**
   * Makes a model with parameters that a fit found before, in a small part of the time of a fit.
   *
   * @param parameters those of a model with the same encoding
   * @throws io.edgenas.base.value.InvalidValueException if they are those of another encoding
   * @throws io.edgenas.base.input.BadInputException if there are too few samples
   */
  public static GaussianAccuracyModel restored(
      ArchEncoding encoding, List<EvaluatedArch> samples, GaussianProcess.Parameters parameters) {
    Samples distinct = Samples.of(samples);
    return new GaussianAccuracyModel(
        encoding,
        GaussianProcess.restored(
            encoding.groups(), encoding.rows(distinct.archs()), distinct.top1(), parameters));
  }

  /** What the fit found, for {@link #restored}. */
  public GaussianProcess.Parameters parameters() {
    return process.parameters();
  }

  /** Takes more samples in and keeps its parameters; as {@link #fitted} otherwise. */
  public GaussianAccuracyModel with(List<Arch> archs, double[] top1) {
    return new GaussianAccuracyModel(encoding, process.with(encoding.rows(archs), top1));
  }

  @Override
  public GaussianAccuracyModel taught(List<EvaluatedArch> samples) {
    return restored(encoding, samples, parameters());
  }

  @Override
  public String learner() {
    return LEARNER;
  }

  @Override
  public List<Belief> beliefs(List<Arch> archs) {
    List<Belief> beliefs = new ArrayList<>(archs.size());
    for (double[] row : encoding.rows(archs)) {
      GaussianProcess.Estimate estimate = process.estimate(row);
      beliefs.add(new Belief(estimate.mean(), estimate.deviation()));
    }
    return beliefs;
  }

  @Override
  public double[] top1(List<Arch> archs) {
    double[][] rows = encoding.rows(archs);
    double[] top1 = new double[rows.length];
    for (int i = 0; i < top1.length; i++) {
      top1[i] = process.mean(rows[i]);
    }
    return top1;
  }

  @Override
  public double noise() {
    return process.noise();
  }
}
