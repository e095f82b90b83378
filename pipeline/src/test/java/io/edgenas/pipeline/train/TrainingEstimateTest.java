package io.edgenas.pipeline.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.pipeline.train.LeastTraining.TooLittleTimeException;
import io.edgenas.search.accuracy.LearnerChoice;
import io.edgenas.supernet.policy.Policies;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.train.TrainingPlan;
import io.edgenas.supernet.train.TrainingPlan.PhaseEstimate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is cut when a time is too short: on 800 images, with the 300 subnets of mobile-28. */
class TrainingEstimateTest {
  private static final int IMAGES = 800;
  private static final TrainingPolicy POLICY = Policies.builtIn("mobile-28");

  /** About 588 steps of 0.2 s, and 312 evaluations. */
  private static TrainingEstimate estimate(double secondsPerSample) {
    List<PhaseEstimate> phases =
        POLICY.phases().stream()
            .map(
                phase ->
                    new PhaseEstimate(
                        phase.name(), phase.schedule(IMAGES, POLICY.batchSize()).steps(), 0.2))
            .toList();
    return new TrainingEstimate(new TrainingPlan(POLICY, phases, 1), secondsPerSample, 300, 300);
  }

  private static TrainingEstimate within(double secondsPerSample, double seconds) {
    return estimate(secondsPerSample).within(limit(seconds), IMAGES);
  }

  private static Duration limit(double seconds) {
    return Duration.ofMillis((long) (1e3 * seconds));
  }

  /** When the phases must be over, with what is judged at their ends. */
  private static double trainingSeconds(TrainingEstimate estimate, double limit) {
    return estimate.trainingLimit(limit(limit), limit(limit).toNanos()).endNanos() / 1e9;
  }

  @Test
  void enoughTimeCutsNothing() {
    TrainingEstimate whole = estimate(0.36);
    assertSame(whole, whole.within(whole.total().plusSeconds(1), IMAGES));
  }

  @Test
  void evaluationIsCutBeforeThePhases() {
    TrainingEstimate cut = within(0.36, 180);
    assertEquals(1, cut.training().scale());
    assertTrue(cut.samples() > 50 && cut.samples() < 300, cut.samples() + " subnets");
    assertEquals(180, cut.total().toMillis() / 1e3, 1);
    assertEquals(300, cut.asked());
    assertEquals(POLICY.evaluating(cut.samples()), cut.training().policy());
  }

  @Test
  void aModelsWorthOfSubnetsIsEvaluatedBeforePhasesAreWhole() {
    TrainingEstimate cut = within(0.36, 120);
    assertEquals(50, cut.samples());
    assertTrue(cut.shortened());
    assertEquals(120, cut.total().toMillis() / 1e3, 2);
    assertEquals(120 - 50 * 0.36, trainingSeconds(cut, 120), 0.1);
  }

  @Test
  void aLongTimeIsSharedNineToOne() {
    TrainingEstimate cut = within(0.04, 100);
    assertEquals(238, cut.samples()); // a tenth of the time, less the twelve of the phases' ends
    assertEquals(90 + 12 * 0.04, trainingSeconds(cut, 100), 0.1);
  }

  @Test
  void slowEvaluationTakesNoMoreThanAThird() {
    TrainingEstimate cut = within(1, 120);
    assertEquals(28, cut.samples()); // 40 seconds, less the twelve of the phases' ends
    assertEquals(80 + 12 * 1, trainingSeconds(cut, 120), 0.1);
    assertEquals(LearnerChoice.MIN_SAMPLES, within(50, 120).samples());
  }

  /** Issue 11: planning took 110 of 120 seconds. */
  @Test
  void planningTakesATenthOfATimeAndNeverLong() {
    assertEquals(limit(12), TrainingEstimate.planningTime(Optional.of(limit(120))));
    assertEquals(limit(20), TrainingEstimate.planningTime(Optional.of(limit(36_000))));
    assertEquals(limit(20), TrainingEstimate.planningTime(Optional.empty()));
  }

  /** Issue 11: 5.9 seconds of training left a supernet at chance. */
  @Test
  void aTimeThatIsTooShortIsRefusedNamingOneThatDoes() {
    TrainingEstimate uncut = estimate(0.1);
    for (double seconds : new double[] {-3, 0, 0.1, 6, 12}) {
      TrainingEstimate cut = uncut.within(limit(seconds), IMAGES);
      TooLittleTimeException refused =
          assertThrows(
              TooLittleTimeException.class, () -> cut.requireEnough(uncut, 10, 3), seconds + " s");
      double minutes = refused.neededMinutes();
      assertTrue(refused.getMessage().contains("--minutes " + minutes + " or more"), "" + minutes);
      Duration left = limit(60 * minutes * 0.9); // what planning leaves
      uncut.within(left, IMAGES).requireEnough(uncut, 10, 0.1 * 60 * minutes);
      assertTrue(minutes < 1, minutes + " minutes");
    }
  }

  @Test
  void moreClassesNeedMoreTraining() {
    assertEquals(100, LeastTraining.of(10, 64, 1_000).subnets());
    assertEquals(313, LeastTraining.of(1_000, 64, 1_000).subnets());
    assertEquals(40, LeastTraining.of(1_000, 64, 40).subnets());
  }

  /** At the least time that the demo can be given, on a machine twice as slow as two cores were. */
  @Test
  void theDemosOwnPolicyIsNotRefused() {
    TrainingPolicy policy = Policies.builtIn("demo");
    long steps = policy.phases().get(0).schedule(10_530, policy.batchSize()).steps();
    TrainingPlan plan = new TrainingPlan(policy, List.of(new PhaseEstimate("all", steps, 0.45)), 1);
    TrainingEstimate uncut = new TrainingEstimate(plan, 0.5, 80, 80);
    uncut.within(limit(0.9 * 0.68 * 60), 10_530).requireEnough(uncut, 10, 4);
  }
}
