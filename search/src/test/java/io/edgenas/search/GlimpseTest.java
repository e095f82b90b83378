package io.edgenas.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.search.contract.LevelledToy;
import io.edgenas.search.contract.Toy;
import io.edgenas.search.effort.Levels;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking at architectures with a part of the effort. */
class GlimpseTest {
  private final LevelledToy accuracy = new LevelledToy(new Levels(List.of(10, 30, 90)), Toy::top1);
  private final SearchProblem problem =
      new SearchProblem(
          TinySpace.SPACE,
          TinySpace.SPACE.resolutions(),
          List.of(Objective.maximise(accuracy)),
          List.of());

  private SearchSession session(int evaluations) {
    return new SearchSession(problem, new SearchBudget(evaluations), 1);
  }

  @Test
  void costsItsShareOfAnEvaluationAndGoingOnTheRest() {
    SearchSession session = session(3);
    List<Measured> three = new ArrayList<>(session.strangers(3));
    assertEquals(three, session.glimpse(three, 0));
    assertEquals(2 - 3 / 9.0, session.left(), 1e-12);
    assertEquals(1, session.remaining());
    assertEquals(three.subList(0, 1), session.glimpse(three.subList(0, 1), 1));
    assertEquals(1, session.evaluate(three.subList(0, 1)).size());
    assertEquals(1 - 2 / 9.0, session.left(), 1e-12);
    SearchResult result = session.result("test");
    assertEquals(List.of(1.0, 2 + 2 / 9.0), result.spent());
    assertEquals(2 * 90 + 2 * 10, accuracy.images());
  }

  @Test
  void isInTheCurveFromTheLowestLevelOn() {
    SearchSession session = session(2);
    Measured one = session.strangers(1).iterator().next();
    assertEquals(Levels.NONE, one.level());
    session.glimpse(List.of(one), 1);
    assertEquals(1, one.level());
    assertEquals(2, one.curve().size());
    Candidate candidate = session.evaluate(List.of(one)).get(0);
    assertEquals(candidate.top1(), one.curve().get(2));
  }

  @Test
  void isNotTakenTwiceNorBelowWhatIsKnownNorOfWhatIsEvaluated() {
    SearchSession session = session(4);
    Measured one = session.strangers(1).iterator().next();
    assertEquals(1, session.glimpse(List.of(one, one), 1).size());
    assertTrue(session.glimpse(List.of(one), 0).isEmpty());
    session.evaluate(List.of(one));
    assertTrue(session.glimpse(List.of(one), 1).isEmpty());
  }

  @Test
  void isTakenAsFarAsTheBudgetGoes() {
    SearchSession session = session(2);
    assertEquals(9, session.glimpse(session.strangers(20), 0).size());
    assertEquals(0, session.left());
    assertTrue(session.evaluate(session.strangers(1)).isEmpty());
    assertEquals(2 * 90, accuracy.images());
  }

  @Test
  void refusesTheFullEffortAndWhatIsNoLevel() {
    SearchSession session = session(2);
    for (int level : new int[] {-1, 2, 3}) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> session.glimpse(session.strangers(1), level));
      assertEquals("level " + level + " is none to glimpse at: choose one below 2", e.getMessage());
    }
  }

  @Test
  void aMetricWithoutLevelsHasOne() {
    SearchSession session = new SearchSession(Toy.tiny(200), new SearchBudget(2), 1);
    assertEquals(Levels.WHOLE, session.levels());
    assertThrows(IllegalArgumentException.class, () -> session.glimpse(session.strangers(1), 0));
  }
}
