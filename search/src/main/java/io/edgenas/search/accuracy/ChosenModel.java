package io.edgenas.search.accuracy;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.network.EvaluatedArch;
import java.util.List;

/**
 * The model of the learner that predicts unseen architectures best, with what all learners scored.
 *
 * @param scores the baseline first, as in {@link LearnerChoice}
 */
public record ChosenModel(AccuracyModel model, List<LearnerScore> scores) {
  /**
   * @throws InvalidValueException if the model's learner has no score
   */
  public ChosenModel {
    scores = List.copyOf(scores);
    String learner = model.learner();
    if (scores.stream().noneMatch(score -> score.learner().equals(learner))) {
      throw new InvalidValueException(
          "learner " + learner + " has no score: there are those of " + learners(scores));
    }
  }

  private static List<String> learners(List<LearnerScore> scores) {
    return scores.stream().map(LearnerScore::learner).toList();
  }

  /** Chooses among learners, and fits the one chosen on all samples: see {@link LearnerChoice}. */
  public static ChosenModel of(
      AccuracyLearner baseline, List<AccuracyLearner> learners, List<EvaluatedArch> samples) {
    LearnerChoice choice = LearnerChoice.of(baseline, learners, samples);
    return new ChosenModel(choice.learner().fit(samples), choice.scores());
  }

  /** What the model's learner scored. */
  public LearnerScore score() {
    return scores.stream()
        .filter(score -> score.learner().equals(model.learner()))
        .findFirst()
        .orElseThrow();
  }

  /** What costs alone scored. */
  public LearnerScore baseline() {
    return scores.get(0);
  }

  /** Whether the model beats costs alone; where it does not, it is costs alone. */
  public boolean beatsBaseline() {
    return !model.learner().equals(baseline().learner());
  }
}
