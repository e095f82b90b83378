package io.edgenas.search.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.search.contract.Toy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class LearnerChoiceTest {
  private static final ArchEncoding ENCODING =
      new ArchEncoding(Toy.SMALL, List.of(Toy.metric("MACs", Toy.smallCost())));
  private static final AccuracyLearner COSTS = CostAccuracyModel.learner(ENCODING);
  private static final List<AccuracyLearner> LEARNERS =
      List.of(
          RidgeAccuracyModel.learner(new ArchFeatures(Toy.SMALL, Toy.SMALL.resolutions())),
          GaussianAccuracyModel.learner(ENCODING));

  private static List<EvaluatedArch> samples(int count, ToDoubleFunction<Arch> top1) {
    List<Arch> archs = new ArrayList<>(Toy.enumerate(Toy.SMALL));
    Collections.shuffle(archs, new Random(1));
    return archs.subList(0, count).stream()
        .map(arch -> new EvaluatedArch(arch, top1.applyAsDouble(arch), 1000))
        .toList();
  }

  @Test
  void choosesWhatPredictsUnseenArchitecturesBest() {
    LearnerChoice choice = LearnerChoice.of(COSTS, LEARNERS, samples(80, Toy::top1));
    assertTrue(choice.beatsBaseline());
    assertEquals(
        List.of("costs-alone", "ridge", "gaussian-process"),
        choice.scores().stream().map(LearnerScore::learner).toList());
    double chosen =
        choice.scores().stream()
            .filter(score -> score.learner().equals(choice.learner().name()))
            .findFirst()
            .orElseThrow()
            .error()
            .rmse();
    assertTrue(choice.scores().stream().allMatch(score -> score.error().rmse() >= chosen));
  }

  /** A Gaussian process would fit the noise of this seed no better than a constant does. */
  @Test
  void usesTheBaselineWhereNothingBeatsIt() {
    Random random = new Random(2);
    List<EvaluatedArch> noise = samples(40, arch -> 0.5 + 0.02 * random.nextGaussian());
    LearnerChoice choice = LearnerChoice.of(COSTS, LEARNERS.subList(0, 1), noise);
    assertFalse(choice.beatsBaseline());
    assertEquals("costs-alone", choice.learner().name());
  }

  @Test
  void anArchitectureIsNeverOnBothSides() {
    List<EvaluatedArch> once = samples(30, Toy::top1);
    List<EvaluatedArch> twice = new ArrayList<>(once);
    twice.addAll(once);
    for (AccuracyLearner learner : LEARNERS) {
      assertEquals(
          LearnerScore.of(learner, once).error().rmse(),
          LearnerScore.of(learner, twice).error().rmse(),
          1e-12);
    }
  }

  @Test
  void refusesTooFewSamples() {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> LearnerScore.of(LEARNERS.get(1), samples(9, Toy::top1)));
    assertTrue(e.getMessage().contains("at least 10"), e.getMessage());
  }
}
