package io.edgenas.cli.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.search.accuracy.RidgeAccuracyModel;
import io.edgenas.supernet.policy.Policies;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.train.TrainingPlan;
import io.edgenas.supernet.train.TrainingPlan.PhaseEstimate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  private static double trainingSeconds(TrainingEstimate estimate, double limit) {
    Instant end = estimate.trainingLimit(Instant.EPOCH, limit(limit)).end();
    return end.toEpochMilli() / 1e3;
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
    assertEquals(120 - 62 * 0.36, trainingSeconds(cut, 120), 0.1);
  }

  @Test
  void aLongTimeIsSharedNineToOne() {
    TrainingEstimate cut = within(0.04, 100);
    assertEquals(238, cut.samples()); // a tenth of the time, less the twelve of the phases' ends
    assertEquals(90, trainingSeconds(cut, 100), 0.1);
  }

  @Test
  void slowEvaluationTakesNoMoreThanAThird() {
    TrainingEstimate cut = within(1, 120);
    assertEquals(28, cut.samples()); // 40 seconds, less the twelve of the phases' ends
    assertEquals(80, trainingSeconds(cut, 120), 0.1);
    assertEquals(RidgeAccuracyModel.MIN_SAMPLES, within(50, 120).samples());
  }
}
