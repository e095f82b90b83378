package io.edgenas.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.value.InvalidValueException;
import io.edgenas.network.Arch;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.ChainSpace;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.BlockChoice;
import io.edgenas.space.mbconv.SmallSpace;
import io.edgenas.space.mbconv.StageChoice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchVariationTest {
  static final List<String> BUILT_IN = Spaces.BUILT_IN;

  private final RandomGenerator random = new SplittableRandom(1);

  @ParameterizedTest
  @FieldSource("BUILT_IN")
  void everythingDrawnIsAllowed(String name) {
    SearchSpace space = Spaces.builtIn(name);
    ArchVariation variation = new ArchVariation(space);
    for (int i = 0; i < 300; i++) {
      Arch a = space.check(variation.sample(random));
      Arch b = space.check(variation.sample(random));
      space.check(variation.mutate(a, 0.3, random));
      space.check(variation.mutateOne(a, random));
      space.check(variation.crossover(a, b, random));
      space.check(variation.singlePointCrossover(a, b, random));
      if (i < 20) {
        variation.neighbours(a).forEach(space::check);
      }
    }
  }

  @Test
  void samplingReachesEveryArchitecture() {
    ArchVariation variation = new ArchVariation(SmallSpace.SPACE);
    Set<Arch> seen = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      seen.add(variation.sample(random));
    }
    assertEquals(new HashSet<>(SmallSpace.all()), seen);
  }

  @Test
  void everyDepthIsDrawnAsOften() {
    ArchVariation variation = new ArchVariation(SmallSpace.SPACE);
    int deep = 0;
    for (int i = 0; i < 4_000; i++) {
      deep += ArchSpec.of(variation.sample(random)).stages().get(1).depth() == 3 ? 1 : 0;
    }
    assertEquals(2_000, deep, 150);
  }

  @Test
  void mutationWithProbabilityZeroChangesNothing() {
    ArchVariation variation = new ArchVariation(TinySpace.SPACE);
    for (Arch arch : TinySpace.randomArchs(100, 2)) {
      assertEquals(arch, variation.mutate(arch, 0, random));
    }
  }

  @Test
  void mutationReachesEveryArchitectureFromAnyOther() {
    ArchVariation variation = new ArchVariation(SmallSpace.SPACE);
    Set<Arch> seen = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      seen.add(variation.mutate(SmallSpace.SPACE.smallest(), 0.8, random));
    }
    assertEquals(new HashSet<>(SmallSpace.all()), seen);
  }

  @Test
  void mutationOfOneDecisionReachesAllItsOtherChoicesAndNothingElse() {
    ArchVariation variation = new ArchVariation(SmallSpace.SPACE);
    for (Arch arch : SmallSpace.all().subList(0, 30)) {
      Set<Arch> seen = new HashSet<>();
      for (int i = 0; i < 2_000; i++) {
        seen.add(variation.mutateOne(arch, random));
      }
      Set<Arch> expected = new HashSet<>(SmallSpace.all());
      expected.removeIf(other -> decisionsChanged(SmallSpace.SPACE, arch, other) != 1);
      assertEquals(expected, seen);
    }
  }

  /** Counts the decisions that both have, and in which they differ. */
  private static long decisionsChanged(SearchSpace space, Arch a, Arch b) {
    return space.decisions().stream()
        .filter(each -> each.in(a).isPresent() && each.in(b).isPresent())
        .filter(each -> !each.in(a).equals(each.in(b)))
        .count();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesProbabilitiesThatAreNone(double probability) {
    ArchVariation variation = new ArchVariation(TinySpace.SPACE);
    InvalidValueException e =
        assertThrows(
            InvalidValueException.class,
            () -> variation.mutate(TinySpace.SPACE.smallest(), probability, random));
    assertTrue(e.getMessage().contains("mutation probability " + probability), e.getMessage());
  }

  @Test
  void everyGeneOfACrossoverComesFromAParent() {
    ArchVariation variation = new ArchVariation(TinySpace.SPACE);
    List<Arch> archs = TinySpace.randomArchs(400, 3);
    for (int i = 0; i < archs.size(); i += 2) {
      Arch a = archs.get(i);
      Arch b = archs.get(i + 1);
      Arch child = variation.crossover(a, b, random);
      assertTrue(child.resolution() == a.resolution() || child.resolution() == b.resolution());
      for (int s = 0; s < ArchSpec.of(child).stages().size(); s++) {
        assertFromParent(
            ArchSpec.of(child).stages().get(s),
            ArchSpec.of(a).stages().get(s),
            ArchSpec.of(b).stages().get(s));
      }
    }
  }

  /** Parents that differ in everything show where the cut was: once in every place. */
  @Test
  void singlePointCrossoverCutsBetweenAnyTwoOpenDecisions() {
    ArchVariation variation = new ArchVariation(ChainSpace.SPACE);
    Arch a = ChainSpace.SPACE.smallest();
    Arch b = ChainSpace.SPACE.largest();
    List<Decision<?>> open =
        ChainSpace.SPACE.decisions().stream().filter(each -> each.choices().size() > 1).toList();
    Set<List<Boolean>> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      Arch child = variation.singlePointCrossover(a, b, random);
      seen.add(open.stream().map(each -> each.in(child).equals(each.in(a))).toList());
    }
    Set<List<Boolean>> cuts = new HashSet<>();
    for (int cut = 1; cut < open.size(); cut++) {
      int first = cut;
      cuts.add(IntStream.range(0, open.size()).mapToObj(i -> i < first).toList());
    }
    assertEquals(cuts, seen);
  }

  @Test
  void singlePointCrossoverTakesWhatOnlyOneParentHasFromThatOne() {
    ArchVariation variation = new ArchVariation(TinySpace.SPACE);
    List<Arch> archs = TinySpace.randomArchs(400, 6);
    for (int i = 0; i < archs.size(); i += 2) {
      ArchSpec a = ArchSpec.of(archs.get(i));
      ArchSpec b = ArchSpec.of(archs.get(i + 1));
      ArchSpec child = ArchSpec.of(variation.singlePointCrossover(a, b, random));
      assertEquals(a.resolution(), child.resolution());
      for (int s = 0; s < child.stages().size(); s++) {
        assertFromParent(child.stages().get(s), a.stages().get(s), b.stages().get(s));
      }
    }
  }

  private static void assertFromParent(StageChoice child, StageChoice a, StageChoice b) {
    assertTrue(child.width().equals(a.width()) || child.width().equals(b.width()));
    assertTrue(child.depth() == a.depth() || child.depth() == b.depth());
    for (int j = 0; j < child.depth(); j++) {
      BlockChoice block = child.blocks().get(j);
      boolean fromA = j < a.depth() && block.equals(a.blocks().get(j));
      boolean fromB = j < b.depth() && block.equals(b.blocks().get(j));
      assertTrue(fromA || fromB, child + " of " + a + " and " + b);
    }
  }

  @Test
  void crossoverWithItselfChangesNothing() {
    ArchVariation variation = new ArchVariation(TinySpace.SPACE);
    for (Arch arch : TinySpace.randomArchs(50, 4)) {
      assertEquals(arch, variation.crossover(arch, arch, random));
      assertEquals(arch, variation.singlePointCrossover(arch, arch, random));
    }
  }

  @Test
  void neighboursAreDistinctAndDifferInOneGene() {
    ArchVariation variation = new ArchVariation(TinySpace.SPACE);
    for (Arch arch : TinySpace.randomArchs(100, 5)) {
      List<Arch> neighbours = variation.neighbours(arch);
      assertEquals(neighbours.size(), new HashSet<>(neighbours).size());
      for (Arch neighbour : neighbours) {
        assertEquals(1, differences(arch, neighbour), arch + " and " + neighbour);
      }
    }
  }

  private static int differences(Arch a, Arch b) {
    int count = a.resolution() == b.resolution() ? 0 : 1;
    for (int s = 0; s < ArchSpec.of(a).stages().size(); s++) {
      StageChoice left = ArchSpec.of(a).stages().get(s);
      StageChoice right = ArchSpec.of(b).stages().get(s);
      count += left.width().equals(right.width()) ? 0 : 1;
      count += left.depth() == right.depth() ? 0 : 1;
      for (int j = 0; j < Math.min(left.depth(), right.depth()); j++) {
        count += left.blocks().get(j).kernel() == right.blocks().get(j).kernel() ? 0 : 1;
        count += left.blocks().get(j).expand() == right.blocks().get(j).expand() ? 0 : 1;
      }
    }
    return count;
  }

  @Test
  void walkingOverNeighboursReachesEveryArchitecture() {
    ArchVariation variation = new ArchVariation(SmallSpace.SPACE);
    Set<Arch> reached = new HashSet<>(Set.of(SmallSpace.SPACE.smallest()));
    List<Arch> edge = List.copyOf(reached);
    while (!edge.isEmpty()) {
      edge =
          edge.stream()
              .flatMap(arch -> variation.neighbours(arch).stream())
              .filter(reached::add)
              .toList();
    }
    assertEquals(new HashSet<>(SmallSpace.all()), reached);
  }

  @Test
  void keepsToTheResolutionsGiven() {
    ArchVariation variation = new ArchVariation(TinySpace.SPACE, List.of(16));
    for (int i = 0; i < 100; i++) {
      Arch arch = variation.sample(random);
      assertEquals(16, variation.mutate(arch, 1, random).resolution());
      assertTrue(variation.neighbours(arch).stream().allMatch(a -> a.resolution() == 16));
    }
  }
}
