package io.edgenas.supernet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.BlockChoice;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.StageChoice;
import io.edgenas.space.mbconv.StageSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseSamplerTest {
  private static final Opening ALL = Opening.ALL;
  private static final Opening MAX = Opening.MAX;

  private static PhaseSampler sampler(MbConvSpace space, Openings openings) {
    return new PhaseSampler(space, Task.of(space, 10, 1), openings);
  }

  /** Every combination of what a dimension can have open. */
  private static List<Openings> everyOpening() {
    List<Opening> some = List.of(MAX, new Opening(2), ALL);
    return some.stream()
        .flatMap(
            kernels ->
                some.stream()
                    .flatMap(
                        depths ->
                            some.stream()
                                .flatMap(
                                    expands ->
                                        some.stream()
                                            .map(
                                                widths ->
                                                    new Openings(
                                                        kernels, depths, expands, widths, ALL)))))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "mobile-28", "ofa-mbv3-w1.0"})
  void samplesOnlyArchitecturesOfTheFullSpace(String name) {
    MbConvSpace space = MbConvSpace.builtIn(name);
    SplittableRandom random = new SplittableRandom(4);
    for (Openings openings : everyOpening()) {
      PhaseSampler sampler = sampler(space, openings);
      for (int i = 0; i < 20; i++) {
        Arch arch = sampler.sample(random);
        assertEquals(arch, space.check(ArchSpec.parse(arch.toString())));
      }
      space.check(sampler.largest());
      space.check(sampler.smallest());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "mobile-28", "ofa-mbv3-w1.0"})
  void samplesOnlyWhatIsOpen(String name) {
    MbConvSpace space = MbConvSpace.builtIn(name);
    SplittableRandom random = new SplittableRandom(5);
    for (Openings openings : everyOpening()) {
      PhaseSampler sampler = sampler(space, openings);
      for (int i = 0; i < 10; i++) {
        Arch arch = sampler.sample(random);
        for (int s = 0; s < space.stages().size(); s++) {
          requireOpen(openings, space.stages().get(s), ArchSpec.of(arch).stages().get(s));
        }
      }
    }
  }

  private static void requireOpen(Openings openings, StageSpec stage, StageChoice choice) {
    if (choice.width().isPresent()) {
      requireAmongLargest(openings.widths(), stage.widths(), choice.width().getAsInt());
    }
    requireAmongLargest(openings.depths(), stage.depths(), choice.depth());
    for (BlockChoice block : choice.blocks()) {
      requireAmongLargest(openings.kernels(), stage.kernels(), block.kernel());
      requireAmongLargest(openings.expands(), stage.expands(), block.expand());
    }
  }

  private static void requireAmongLargest(Opening opening, List<Integer> all, int value) {
    long larger = all.stream().filter(choice -> choice > value).count();
    assertTrue(larger < opening.count(), value + " of " + all + " with " + opening);
  }

  @Test
  void reachesEveryArchitectureThatIsOpen() {
    MbConvSpace space = MbConvSpace.builtIn("tiny");
    PhaseSampler sampler = sampler(space, new Openings(MAX, ALL, MAX, ALL, MAX));
    Set<Arch> found = new HashSet<>();
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 2_000; i++) {
      found.add(sampler.sample(random));
    }
    assertEquals(sampler.openSpace().size().intValueExact(), found.size());
    assertEquals(2 * 2 * 2 * 2, found.size());
  }

  @Test
  void opensTheFullNetworkOnlyWhenNothingIsElastic() {
    MbConvSpace space = MbConvSpace.builtIn("tiny");
    PhaseSampler sampler = sampler(space, new Openings(MAX, MAX, MAX, MAX, MAX));
    assertEquals(space.largest(), sampler.sample(new SplittableRandom(1)));
    assertEquals(space.largest(), sampler.largest());
    assertEquals(space.largest(), sampler.smallest());
  }

  @Test
  void opensTheWholeSpaceWhenEverythingIsElastic() {
    MbConvSpace space = MbConvSpace.builtIn("mobile-28");
    PhaseSampler sampler = sampler(space, new Openings(ALL, ALL, ALL, ALL, ALL));
    assertEquals(space.largest(), sampler.largest());
    assertEquals(space.smallest(), sampler.smallest());
    assertEquals(space.size(), sampler.openSpace().size());
  }

  @Test
  void staysWithinTheResolutionsOfTheTask() {
    MbConvSpace space = MbConvSpace.builtIn("mobile-28");
    Task task = new Task(List.of("a", "b"), 1, List.of(20, 28));
    PhaseSampler sampler = new PhaseSampler(space, task, new Openings(ALL, ALL, ALL, ALL, ALL));
    Set<Integer> seen = new HashSet<>();
    for (long step = 0; step < 50; step++) {
      seen.add(sampler.step(Recipe.PROGRESSIVE_SHRINKING, 1, 1, 0, step).resolution());
    }
    assertEquals(Set.of(20, 28), seen);
    Openings largestOnly = new Openings(ALL, ALL, ALL, ALL, MAX);
    assertEquals(List.of(28), new PhaseSampler(space, task, largestOnly).openSpace().resolutions());
    Task foreign = new Task(List.of("a", "b"), 1, List.of(30));
    assertThrows(
        BadInputException.class,
        () -> new PhaseSampler(space, foreign, new Openings(ALL, ALL, ALL, ALL, ALL)));
  }

  @Test
  void plansEachStepAsAFunctionOfSeedPhaseAndStep() {
    MbConvSpace space = MbConvSpace.builtIn("mobile-28");
    PhaseSampler sampler = sampler(space, new Openings(ALL, ALL, ALL, ALL, ALL));
    StepPlan plan = sampler.step(Recipe.PROGRESSIVE_SHRINKING, 4, 1, 2, 3);
    assertEquals(plan, sampler.step(Recipe.PROGRESSIVE_SHRINKING, 4, 1, 2, 3));
    assertNotEquals(plan, sampler.step(Recipe.PROGRESSIVE_SHRINKING, 4, 2, 2, 3));
    assertNotEquals(plan, sampler.step(Recipe.PROGRESSIVE_SHRINKING, 4, 1, 3, 3));
    assertNotEquals(plan, sampler.step(Recipe.PROGRESSIVE_SHRINKING, 4, 1, 2, 4));
    assertEquals(4, plan.subnets().size());
    for (Arch arch : plan.subnets()) {
      assertEquals(plan.resolution(), arch.resolution());
    }
  }

  @Test
  void putsLargestAndSmallestFirstInASandwich() {
    MbConvSpace space = MbConvSpace.builtIn("tiny");
    PhaseSampler sampler = sampler(space, new Openings(ALL, ALL, ALL, ALL, ALL));
    StepPlan plan = sampler.step(Recipe.SANDWICH, 3, 1, 0, 0);
    assertEquals(3, plan.subnets().size());
    assertEquals(space.largest().withResolution(plan.resolution()), plan.subnets().get(0));
    assertEquals(space.smallest().withResolution(plan.resolution()), plan.subnets().get(1));
    StepPlan single = sampler.step(Recipe.SANDWICH, 1, 1, 0, 0);
    assertEquals(List.of(space.largest().withResolution(single.resolution())), single.subnets());
  }
}
