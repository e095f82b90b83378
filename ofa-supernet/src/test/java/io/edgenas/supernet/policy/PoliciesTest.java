package io.edgenas.supernet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvFamily;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {
  static final List<String> SPACES = new MbConvFamily().builtIn();

  /** The phase that comes last must have trained everything that a search may choose. */
  @ParameterizedTest
  @FieldSource("SPACES")
  void endsWithTheWholeSpaceOpen(String name) {
    MbConvSpace space = MbConvSpace.builtIn(name);
    TrainingPolicy policy = Policies.defaultFor(space);
    Task task = Task.of(space, 10, 1);
    List<PhaseSpec> phases = policy.phases();
    assertEquals(
        space.size(), phases.get(phases.size() - 1).restrict(space, task).openSpace().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mobile-28", "mobile-96", "ofa-mbv3", "tiny"})
  void progressiveShrinkingBeginsWithTheFullNetworkAndOpensMoreInEveryPhase(String name) {
    MbConvSpace space =
        switch (name) {
          case "ofa-mbv3" -> MbConvSpace.builtIn("ofa-mbv3-w1.0");
          case "tiny" -> MbConvSpace.builtIn("mobile-28");
          default -> MbConvSpace.builtIn(name);
        };
    Task task = Task.of(space, 10, 1);
    assertEquals(Recipe.PROGRESSIVE_SHRINKING, Policies.builtIn(name).recipe());
    List<PhaseSpec> phases = Policies.builtIn(name).phases();
    assertEquals(
        space.largest(),
        phases
            .get(0)
            .restrict(space, task)
            .smallest()
            .withResolution(space.largest().resolution()));
    for (int i = 1; i < phases.size(); i++) {
      var before = phases.get(i - 1).restrict(space, task).openSpace().size();
      var now = phases.get(i).restrict(space, task).openSpace().size();
      assertTrue(now.compareTo(before) > 0, phases.get(i).name());
      assertTrue(phases.get(i).distillationRatio() > 0, phases.get(i).name());
    }
  }

  /** Without phases: every step trains both ends of the whole space. */
  @ParameterizedTest
  @ValueSource(strings = {"demo", "sandwich"})
  void sandwichesTrainTheLargestAndTheSmallestSubnetInEveryStep(String name) {
    MbConvSpace space = MbConvSpace.builtIn("mobile-28");
    Task task = Task.of(space, 10, 1);
    TrainingPolicy policy = Policies.builtIn(name);
    for (PhaseSpec phase : policy.phases()) {
      PhaseSampler sampler = phase.restrict(space, task);
      assertEquals(space.size(), sampler.openSpace().size());
      StepPlan step = sampler.step(policy.recipe(), phase.subnetsPerStep(), 1, 0, 7);
      assertEquals(space.largest().withResolution(step.resolution()), step.subnets().get(0));
      assertEquals(space.smallest().withResolution(step.resolution()), step.subnets().get(1));
      assertEquals(4, step.subnets().size());
    }
  }

  /** What a training that starts from a supernet leaves out. */
  @Test
  void leavesOutThePhaseOfTheFullNetworkWhereThereIsOne() {
    TrainingPolicy whole = Policies.builtIn("mobile-28");
    TrainingPolicy rest = whole.withoutFullPhase();
    assertEquals(whole.phases().subList(1, 6), rest.phases());
    assertTrue(rest.distilsFromFullNetwork(0));
    for (TrainingPolicy none : List.of(rest, Policies.builtIn("sandwich"))) {
      String message = assertThrows(BadInputException.class, none::withoutFullPhase).getMessage();
      assertTrue(message.contains("--skip-full"), message);
    }
  }

  @Test
  void asksForAPolicyWhereASpaceHasNone() {
    MbConvSpace tiny = MbConvSpace.builtIn("tiny");
    MbConvSpace own =
        new MbConvSpace(
            "own", tiny.stem(), tiny.firstBlock(), tiny.stages(), tiny.head(), tiny.resolutions());
    String message =
        assertThrows(BadInputException.class, () -> Policies.defaultFor(own)).getMessage();
    assertTrue(message.contains("own") && message.contains("--policy"), message);
  }
}
