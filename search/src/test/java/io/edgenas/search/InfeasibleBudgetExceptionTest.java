package io.edgenas.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.search.contract.Toy;
import io.edgenas.search.strategy.evolution.EvolutionarySearch;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.ArchSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfeasibleBudgetExceptionTest {
  @Test
  void saysWhatIsReachableRoundedToTheReachableSide() {
    Arch nearest = TinySpace.SPACE.smallest();
    InfeasibleBudgetException e =
        new InfeasibleBudgetException(
            Toy.limit("MACs", 5, arch -> 0),
            7.900012345,
            61.99999999,
            nearest,
            7.900012345,
            List.of());
    assertEquals(
        "no architecture has MACs within 5 kMAC: the space reaches from 7.9001 kMAC ("
            + nearest
            + ") to 61.999 kMAC; raise the budget to 7.9001 kMAC or more",
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
    assertTrue(e.getMessage().contains("the other limits"), e.getMessage());
    assertTrue(e.getMessage().contains("; raise that limit to "), e.getMessage());
    assertTrue(e.getMessage().endsWith(" kMAC or more"), "size is kept: " + e.getMessage());
  }

  @Test
  void namesTheOthersThatAreMissedToo() {
    SearchProblem problem =
        new SearchProblem(
            TinySpace.SPACE,
            TinySpace.SPACE.resolutions(),
            Toy.objective(Toy::top1),
            List.of(
                Toy.limit("size", 4, arch -> 5),
                Toy.limit("width", 10, arch -> 5),
                Toy.limit("MACs", 1, arch -> Toy.kiloMacs(TinySpace.SPACE, arch))));
    InfeasibleBudgetException e =
        assertThrows(
            InfeasibleBudgetException.class,
            () -> new EvolutionarySearch().search(problem, SearchBudget.DEFAULT, 1));
    assertEquals("MACs", e.constraint());
    assertTrue(
        e.getMessage()
            .endsWith(". That architecture also misses size within 4 kMAC (it has 5 kMAC)"),
        e.getMessage());
  }

  @Test
  void saysHowNearABudgetThatIsToBeUsedIsCome() {
    Metric cost = Toy.metric("MACs", arch -> Toy.kiloMacs(TinySpace.SPACE, arch));
    double largest = Toy.kiloMacs(TinySpace.SPACE, TinySpace.SPACE.largest());
    InfeasibleBudgetException e = refusal(Constraint.between(cost, 1e6, 2e6));
    assertEquals(largest, e.loosest());
    assertEquals(TinySpace.SPACE.largest(), e.nearest());
    assertTrue(
        e.getMessage().contains("found with MACs from 1000000 kMAC to 2000000 kMAC: nearest is "));
    assertTrue(e.getMessage().endsWith("; widen the range"), e.getMessage());
  }

  @Test
  void saysHowNearAFloorIsCome() {
    Metric cost = Toy.metric("MACs", arch -> Toy.kiloMacs(TinySpace.SPACE, arch));
    InfeasibleBudgetException e = refusal(Constraint.atLeast(cost, 1e6));
    assertEquals(TinySpace.SPACE.largest(), e.nearest());
    assertTrue(e.getMessage().contains("found with MACs of at least 1000000 kMAC: nearest is "));
  }

  @Test
  void saysWhatLiesOnBothSidesOfAGap() {
    Metric blocks = Toy.metric("blocks", arch -> 2 + ArchSpec.of(arch).stages().get(0).depth());
    double below = 2 + TinySpace.SPACE.stages().get(0).depths().get(0);
    InfeasibleBudgetException e = refusal(Constraint.between(blocks, below + 0.2, below + 0.3));
    assertEquals(below, e.tightest());
    assertTrue(e.loosest() > below + 0.3, e.getMessage());
  }

  private static InfeasibleBudgetException refusal(Constraint constraint) {
    SearchProblem problem =
        new SearchProblem(
            TinySpace.SPACE,
            TinySpace.SPACE.resolutions(),
            Toy.objective(Toy::top1),
            List.of(constraint));
    return assertThrows(
        InfeasibleBudgetException.class,
        () -> new EvolutionarySearch().search(problem, SearchBudget.DEFAULT, 1));
  }
}
