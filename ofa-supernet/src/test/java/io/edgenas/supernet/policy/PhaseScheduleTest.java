package io.edgenas.supernet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import org.junit.jupiter.api.Test;

class PhaseScheduleTest {
  private static PhaseSchedule schedule(double epochs, double warmUp, int images, int batch) {
    Openings openings =
        new Openings(Opening.MAX, Opening.MAX, Opening.MAX, Opening.MAX, Opening.ALL);
    return new PhaseSpec("p", epochs, 0.4, warmUp, 1, 0, 1, openings).schedule(images, batch);
  }

  @Test
  void countsStepsOfFractionalEpochs() {
    assertEquals(250, schedule(2.5, 0, 1_000, 10).steps());
    assertEquals(234, schedule(1.5, 0, 10_000, 64).steps(), "234.375 is rounded");
    assertEquals(1, schedule(0.0001, 0, 10, 10).steps());
  }

  @Test
  void risesLinearlyToTheHighestRate() {
    PhaseSchedule schedule = schedule(4, 1, 100, 10);
    for (int step = 0; step < 10; step++) {
      assertEquals(0.04 * (step + 1), schedule.learningRate(step), 1e-12);
    }
    assertEquals(0.4, schedule.learningRate(10), 1e-12);
  }

  @Test
  void fallsAlongACosineTowardsZero() {
    PhaseSchedule schedule = schedule(4, 1, 100, 10);
    assertEquals(0.2, schedule.learningRate(25), 1e-12, "half way");
    for (int step = 11; step < 40; step++) {
      assertTrue(schedule.learningRate(step) < schedule.learningRate(step - 1), "step " + step);
      assertTrue(schedule.learningRate(step) > 0, "step " + step);
    }
    assertTrue(schedule.learningRate(39) < 0.002);
  }

  @Test
  void givesAWarmUpOfTheWholePhaseItsRise() {
    PhaseSchedule schedule = schedule(1, 1, 100, 10);
    assertEquals(0.4, schedule.learningRate(9), 1e-12);
    assertTrue(schedule.learningRate(0) < 0.1);
  }

  @Test
  void goesThroughTheRestFasterOrSlowerWithoutAJump() {
    PhaseSchedule planned = schedule(4, 1, 100, 10);
    PhaseSchedule shorter = planned.withSteps(20, 25);
    assertEquals(25, shorter.steps());
    assertEquals(planned.learningRate(20), shorter.learningRate(20), 1e-12);
    assertEquals(planned.learningRate(36), shorter.learningRate(24), 1e-12, "four times as fast");
    PhaseSchedule again = shorter.withSteps(24, 28);
    assertEquals(shorter.learningRate(24), again.learningRate(24), 1e-12);
    assertEquals(planned.learningRate(37), again.learningRate(25), 1e-12, "as planned again");
    assertEquals(planned.learningRate(39), again.learningRate(27), 1e-12);
    PhaseSchedule same = planned.withSteps(20, 40);
    for (int step = 10; step < 40; step++) {
      assertEquals(planned.learningRate(step), same.learningRate(step), 1e-12);
    }
  }

  @Test
  void refusesAnotherLengthInTheWarmUpOrInThePast() {
    PhaseSchedule schedule = schedule(4, 1, 100, 10);
    assertThrows(BadInputException.class, () -> schedule.withSteps(9, 20));
    assertThrows(BadInputException.class, () -> schedule.withSteps(40, 50));
    assertThrows(BadInputException.class, () -> schedule.withSteps(20, 20));
  }

  @Test
  void refusesStepsOutsideThePhase() {
    PhaseSchedule schedule = schedule(1, 0, 100, 10);
    assertThrows(IndexOutOfBoundsException.class, () -> schedule.learningRate(10));
    assertThrows(IndexOutOfBoundsException.class, () -> schedule.learningRate(-1));
  }
}
