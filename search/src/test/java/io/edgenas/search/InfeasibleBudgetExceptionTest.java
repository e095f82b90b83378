package io.edgenas.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.space.ArchSpec;
import io.edgenas.space.fixtures.TinySpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfeasibleBudgetExceptionTest {
  @Test
  void saysWhatIsReachableRoundedToTheReachableSide() {
    ArchSpec nearest = TinySpace.SPACE.smallest();
    InfeasibleBudgetException e =
        new InfeasibleBudgetException(
            Toy.limit("MACs", 5, arch -> 0), 7.900012345, 61.99999999, nearest, 1);
    assertEquals(
        "no architecture has MACs within 5 kMAC: the space reaches from 7.9001 kMAC ("
            + nearest
            + ") to 61.999 kMAC; raise the budget",
        e.getMessage());
  }

  @Test
  void namesTheConstraintInTheWayOfSeveral() {
    SearchProblem problem =
        new SearchProblem(
            TinySpace.SPACE,
            TinySpace.SPACE.resolutions(),
            Toy.objective(Toy::top1),
            List.of(
                Toy.limit("size", 1_000_000, arch -> 5),
                Toy.limit("MACs", 1, arch -> Toy.kiloMacs(TinySpace.SPACE, arch))));
    InfeasibleBudgetException e =
        assertThrows(
            InfeasibleBudgetException.class,
            () -> new EvolutionarySearch().search(problem, SearchBudget.DEFAULT, 1));
    assertEquals("MACs", e.constraint());
    assertEquals(TinySpace.SPACE.smallest(), e.nearest());
    assertTrue(e.getMessage().contains("the other budgets"), e.getMessage());
  }
}
