package io.edgenas.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.network.Arch;
import io.edgenas.search.contract.Toy;
import io.edgenas.space.fixtures.TinySpace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchProblemTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesBudgetsThatAreNoBudgets(double limit) {
    InvalidValueException e = assertThrows(InvalidValueException.class, () -> Toy.tiny(limit));
    assertTrue(e.getMessage().contains("budget for MACs " + limit), e.getMessage());
  }

  @Test
  void refusesAResolutionThatTheSpaceLacks() {
    InvalidValueException e =
        assertThrows(
            InvalidValueException.class,
            () ->
                new SearchProblem(
                    TinySpace.SPACE, List.of(12, 13), Toy.objective(Toy::top1), List.of()));
    assertTrue(e.getMessage().contains("resolution 13"), e.getMessage());
    assertTrue(e.getMessage().contains("[12, 16, 20]"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_001})
  void refusesEvaluationsOutOfRange(int evaluations) {
    InvalidValueException e =
        assertThrows(InvalidValueException.class, () -> new SearchBudget(evaluations));
    assertTrue(e.getMessage().contains("evaluations " + evaluations), e.getMessage());
  }

  @Test
  void refusesAFloorThatIsNone() {
    Metric cost = Toy.metric("MACs", arch -> 1);
    for (double floor : new double[] {-1, 6, Double.NaN, Double.POSITIVE_INFINITY}) {
      InvalidValueException e =
          assertThrows(InvalidValueException.class, () -> Constraint.between(cost, floor, 5));
      assertTrue(e.getMessage().contains("floor for MACs " + floor), e.getMessage());
    }
    assertThrows(InvalidValueException.class, () -> Constraint.atLeast(cost, 0));
  }

  @Test
  void refusesToRankByWhatIsMinimisedOrByNothing() {
    Objective cost = Objective.minimise(Toy.metric("MACs", arch -> 1));
    for (List<Objective> objectives : List.of(List.of(cost), List.<Objective>of())) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> new SearchProblem(TinySpace.SPACE, List.of(12), objectives, List.of()));
      assertTrue(e.getMessage().contains("the first ranks the answers"), e.getMessage());
    }
  }

  @Test
  void gainsOfACandidateAreMoreWhereItIsBetter() {
    Arch arch = TinySpace.SPACE.smallest();
    SearchProblem problem =
        new SearchProblem(
            TinySpace.SPACE,
            TinySpace.SPACE.resolutions(),
            List.of(
                Objective.maximise(Toy.objective(Toy::top1)),
                Objective.minimise(Toy.metric("MACs", each -> 7))),
            List.of());
    Candidate candidate = new Candidate(arch, List.of(0.5, 7.0), List.of());
    assertArrayEquals(new double[] {0.5, -7}, problem.gains(candidate));
  }
}
