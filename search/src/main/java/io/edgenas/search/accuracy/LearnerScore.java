package io.edgenas.search.accuracy;

import io.edgenas.base.statistics.KendallTau;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.regression.Normal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well a learner does on architectures that it was not fitted on.
 *
 * @param learner its name
 * @param error of its predictions
 * @param coverage share of the evaluations within their 90 % intervals, the noise of an evaluation
 *     included
 */
public record LearnerScore(String learner, AccuracyError error, double coverage) {
  private static final int FOLDS = 10;
  private static final double REACH = Normal.quantile(0.95);

  /**
   * Judges a learner by ten-fold cross-validation, split by architecture.
   *
   * @throws io.edgenas.base.input.BadInputException if nine tenths are too few to fit on
   */
  public static LearnerScore of(AccuracyLearner learner, List<EvaluatedArch> samples) {
    Map<Arch, List<EvaluatedArch>> byArch = new LinkedHashMap<>();
    for (EvaluatedArch sample : samples) {
      byArch.computeIfAbsent(sample.arch(), arch -> new ArrayList<>()).add(sample);
    }
    List<List<EvaluatedArch>> groups = List.copyOf(byArch.values());
    List<Double> predicted = new ArrayList<>();
    List<Double> measured = new ArrayList<>();
    int covered = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      List<EvaluatedArch> fitted = new ArrayList<>();
      List<EvaluatedArch> unseen = new ArrayList<>();
      for (int i = 0; i < groups.size(); i++) {
        (i % FOLDS == fold ? unseen : fitted).addAll(groups.get(i));
      }
      if (unseen.isEmpty()) {
        continue;
      }
      AccuracyModel model = learner.fit(fitted);
      List<Belief> beliefs = model.beliefs(unseen.stream().map(EvaluatedArch::arch).toList());
      for (int i = 0; i < unseen.size(); i++) {
        double deviation = Math.hypot(beliefs.get(i).deviation(), model.noise());
        double top1 = unseen.get(i).top1();
        predicted.add(beliefs.get(i).mean());
        measured.add(top1);
        covered += Math.abs(top1 - beliefs.get(i).mean()) <= REACH * deviation ? 1 : 0;
      }
    }
    return new LearnerScore(
        learner.name(),
        error(groups.size(), array(predicted), array(measured)),
        (double) covered / measured.size());
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static AccuracyError error(int archs, double[] predicted, double[] measured) {
    double squares = 0;
    for (int i = 0; i < measured.length; i++) {
      squares += (predicted[i] - measured[i]) * (predicted[i] - measured[i]);
    }
    return new AccuracyError(
        archs,
        Math.sqrt(squares / measured.length),
        KendallTau.of(predicted, measured).orElse(Double.NaN));
  }
}
