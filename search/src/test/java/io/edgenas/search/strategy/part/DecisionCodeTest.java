package io.edgenas.search.strategy.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.search.SearchProblem;
import io.edgenas.search.contract.Toy;
import io.edgenas.space.Decision;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionCodeTest {
  private static final DecisionCode CODE = new DecisionCode(Toy.tiny(150));

  @Test
  void readsAndMakesTheSameArchitecture() {
    boolean absent = false;
    for (Arch arch : TinySpace.randomArchs(200, 1)) {
      List<Integer> choices = CODE.read(arch);
      List<Integer> asked = new ArrayList<>();
      Arch made =
          CODE.make(
              decision -> {
                asked.add(decision);
                return choices.get(decision);
              });
      assertEquals(arch, made);
      assertEquals(
          IntStream.range(0, choices.size())
              .filter(decision -> choices.get(decision) != DecisionCode.ABSENT)
              .boxed()
              .toList(),
          asked);
      absent |= choices.contains(DecisionCode.ABSENT);
    }
    assertTrue(absent);
  }

  @Test
  void leavesOutWhatIsDecided() {
    for (Decision<?> decision : CODE.decisions()) {
      assertTrue(decision.choices().size() > 1, decision.name());
    }
    assertEquals(
        CODE.decisions().stream().map(decision -> decision.choices().size()).toList(),
        CODE.sizes());
  }

  @Test
  void knowsTheResolutionsOfTheProblemOnly() {
    DecisionCode code =
        new DecisionCode(
            new SearchProblem(
                TinySpace.SPACE, List.of(12, 20), Toy.objective(Toy::top1), List.of()));
    assertEquals(List.of(12, 20), code.decisions().get(0).choices());
    assertEquals(20, code.make(decision -> decision == 0 ? 1 : 0).resolution());
  }
}
