package io.edgenas.supernet.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.supernet.elastic.Tensors;
import io.edgenas.supernet.engine.TensorThread;
import io.edgenas.supernet.policy.Policies;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.ScheduleChange;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.train.TrainingPlan.PhaseEstimate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a plan. */
class TrainingPlanTest {
  private static final TrainingPolicy POLICY = Policies.builtIn("tiny");
  private static final int IMAGES = TinyTraining.DATA.train().size();

  @TempDir Path temporary;

  private static TrainingPlan plan() {
    return new TrainingPlan(
        POLICY,
        POLICY.phases().stream()
            .map(
                phase ->
                    new PhaseEstimate(
                        phase.name(), phase.schedule(IMAGES, POLICY.batchSize()).steps(), 0.5))
            .toList(),
        1);
  }

  private static List<Long> steps(TrainingPlan plan) {
    return plan.phases().stream().map(PhaseEstimate::steps).toList();
  }

  private static void train(SupernetFolder folder, int steps) {
    int[] done = {0};
    try (TensorThread thread = Tensors.start()) {
      new Trainer(
              thread,
              folder,
              TinyTraining.DATA,
              System::nanoTime,
              progress -> done[0]++,
              () -> done[0] >= steps)
          .run();
    }
  }

  @Test
  void isWithoutTheStepsThatWereMadeAndThoseThatChangesTookAway() throws IOException {
    SupernetFolder folder = TinyTraining.folder(temporary.resolve("it"), POLICY, 3);
    assertEquals(List.of(24L, 12L, 12L, 12L), steps(plan().leftIn(folder, IMAGES)));
    folder.addScheduleChange(new ScheduleChange(1, 4, 10));
    assertEquals(List.of(24L, 10L, 12L, 12L), steps(plan().leftIn(folder, IMAGES)));
    train(folder, 30);
    folder.addScheduleChange(new ScheduleChange(2, 4, 7));
    TrainingPlan left = plan().leftIn(folder, IMAGES);
    assertEquals(List.of(0L, 4L, 7L, 12L), steps(left));
    assertEquals(0.5 * (4 + 7 + 12), left.seconds(), 1e-9);
  }
}
