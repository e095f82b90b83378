package io.edgenas.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BalancedSampleTest {
  private static final MbConvSpace OFA = MbConvSpace.builtIn("ofa-mbv3-w1.0");

  private static List<Arch> draw(MbConvSpace space, int count, long seed) {
    return BalancedSample.draw(space, count, new SplittableRandom(seed));
  }

  private static void assertBalanced(List<Arch> archs, int values, Function<Arch, Object> choice) {
    Map<Object, Long> counts =
        archs.stream().collect(Collectors.groupingBy(choice, Collectors.counting()));
    assertEquals(values, counts.size());
    long most = counts.values().stream().mapToLong(n -> n).max().orElseThrow();
    long least = counts.values().stream().mapToLong(n -> n).min().orElseThrow();
    assertTrue(most - least <= 1, counts.toString());
  }

  @Test
  void dealsEveryChoiceEquallyOften() {
    for (long seed = 0; seed < 5; seed++) {
      List<Arch> archs = draw(OFA, 60, seed);
      assertBalanced(archs, 25, Arch::resolution);
      for (int i = 0; i < OFA.stages().size(); i++) {
        int stage = i;
        assertBalanced(archs, 3, arch -> ArchSpec.of(arch).stages().get(stage).depth());
        assertBalanced(archs, 9, arch -> ArchSpec.of(arch).stages().get(stage).blocks().get(0));
      }
    }
  }

  @Test
  void dealsWidthsWhereTheyAreAChoice() {
    for (Arch arch : draw(TinySpace.SPACE, 50, 1)) {
      TinySpace.SPACE.check(arch);
    }
    assertBalanced(
        draw(TinySpace.SPACE, 10, 1), 2, arch -> ArchSpec.of(arch).stages().get(0).width());
  }

  @Test
  void beginsWithTheSmallestAndTheLargestResolution() {
    assertEquals(List.of(128, 224), draw(OFA, 2, 3).stream().map(Arch::resolution).toList());
  }

  @Test
  void isAFunctionOfTheSeedAndALongerOneBeginsWithTheShorter() {
    assertEquals(draw(OFA, 20, 3), draw(OFA, 50, 3).subList(0, 20));
    assertTrue(!draw(OFA, 20, 3).equals(draw(OFA, 20, 4)));
  }

  @Test
  void givesNoArchitectureTwice() {
    assertEquals(500, new HashSet<>(draw(TinySpace.SPACE, 500, 3)).size());
  }

  @Test
  void refusesMoreThanTheSpaceGives() {
    BadInputException e =
        assertThrows(BadInputException.class, () -> draw(TinySpace.SPACE, 20_000, 3));
    assertTrue(e.getMessage().contains("tiny, which has"), e.getMessage());
    assertTrue(e.getMessage().contains("ask for fewer"), e.getMessage());
  }
}
