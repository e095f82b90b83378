package io.edgenas.search.accuracy;

import io.edgenas.network.EvaluatedArch;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of several learners predicts unseen architectures best.
 *
 * @param learner the one with the smallest error; the baseline where none beats it
 * @param scores of all, the baseline first
 */
public record LearnerChoice(AccuracyLearner learner, List<LearnerScore> scores) {
  /** Fewest distinct architectures that learners can be judged on: nine tenths are fitted on. */
  public static final int MIN_SAMPLES = Samples.FEWEST + 2;

  public LearnerChoice {
    scores = List.copyOf(scores);
  }

  /**
   * Chooses by cross-validation, split by architecture.
   *
   * @param baseline what the others have to beat, such as {@link CostAccuracyModel}
   * @param learners of equal ones the first is chosen
   * @throws io.edgenas.base.input.BadInputException if nine tenths of the samples are too few
   */
  public static LearnerChoice of(
      AccuracyLearner baseline, List<AccuracyLearner> learners, List<EvaluatedArch> samples) {
    List<LearnerScore> scores = new ArrayList<>();
    scores.add(LearnerScore.of(baseline, samples));
    AccuracyLearner best = baseline;
    double smallest = scores.get(0).error().rmse();
    for (AccuracyLearner learner : learners) {
      LearnerScore score = LearnerScore.of(learner, samples);
      scores.add(score);
      if (score.error().rmse() < smallest) {
        smallest = score.error().rmse();
        best = learner;
      }
    }
    return new LearnerChoice(best, scores);
  }

  /** Whether something beats the baseline. */
  public boolean beatsBaseline() {
    return !learner.name().equals(scores.get(0).learner());
  }
}
