package io.edgenas.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.network.Arch;
import io.edgenas.space.Axis.Dimension;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.ChainSpace;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class UniformScalingTest {
  static final List<String> BUILT_IN = Spaces.BUILT_IN;

  private static List<String> texts(DecisionSpace space) {
    return UniformScaling.of(space).stream().map(Arch::toString).toList();
  }

  /** Kernels and, as widths are elastic, expansions stay in the middle of their choices. */
  @Test
  void makesEveryDepthWithEveryWidthAtEveryResolution() {
    List<String> texts = texts(TinySpace.SPACE);
    assertEquals(2 * 2 * 3, texts.size());
    assertEquals("r12/w8:k5e3/w16:k5e4", texts.get(0));
    assertEquals("r16/w8:k5e3/w16:k5e4", texts.get(1));
    assertEquals("r12/w16:k5e3/w24:k5e4", texts.get(3));
    assertEquals("r20/w16:k5e3-k5e3/w24:k5e4-k5e4", texts.get(11));
  }

  @Test
  void theExpansionStandsForAWidthThatIsFixed() {
    List<String> texts = texts(MbConvSpace.builtIn("ofa-mbv3-w1.2"));
    assertEquals(3 * 3 * 25, texts.size());
    String stage = "/k5e4-k5e4-k5e4";
    assertTrue(texts.contains("r176" + stage.repeat(5)), texts.toString());
    assertTrue(texts.stream().noneMatch(text -> text.contains("k3") || text.contains("k7")));
    for (String text : texts) {
      assertEquals(
          1,
          Set.copyOf(List.of(text.substring(5).split("/"))).size(),
          text + ": all stages are the same");
    }
  }

  @ParameterizedTest
  @FieldSource("BUILT_IN")
  void everyOneIsAllowedAndThereOnce(String name) {
    SearchSpace space = Spaces.builtIn(name);
    List<Arch> archs = UniformScaling.of(space);
    archs.forEach(space::check);
    assertEquals(archs.size(), new HashSet<>(archs).size());
    assertEquals(
        new TreeSet<>(archs.isEmpty() ? List.of() : space.resolutions()),
        new TreeSet<>(archs.stream().map(Arch::resolution).toList()));
  }

  @ParameterizedTest
  @FieldSource("BUILT_IN")
  void placesOfADimensionAreNoFartherApartThanTheirRounding(String name) {
    SearchSpace space = Spaces.builtIn(name);
    for (Arch arch : UniformScaling.of(space)) {
      for (Dimension dimension : List.of(Dimension.DEPTH, Dimension.WIDTH)) {
        double least = 1;
        double most = 0;
        for (Decision<?> decision : space.decisions()) {
          for (int i = 0; i < decision.axes().size(); i++) {
            Axis axis = decision.axes().get(i);
            if (axis.dimension() == dimension && axis.size() > 1) {
              int index = decision.choices().indexOf(decision.in(arch).orElseThrow());
              double half = 0.5 / (axis.size() - 1);
              double share = (double) decision.places(index)[i] / (axis.size() - 1);
              least = Math.min(least, share + half);
              most = Math.max(most, share - half);
            }
          }
        }
        assertTrue(most <= least + 1e-12, () -> arch + " is not uniform in " + dimension);
      }
    }
  }

  @Test
  void aSpaceWithoutDepthAndWidthHasNone() {
    assertEquals(List.of(), UniformScaling.of(ChainSpace.SPACE));
  }

  @Test
  void narrowedResolutionsAreKept() {
    List<Arch> archs = UniformScaling.of(TinySpace.SPACE.withResolutions(List.of(16)));
    assertEquals(4, archs.size());
    assertTrue(archs.stream().allMatch(arch -> arch.resolution() == 16));
  }
}
