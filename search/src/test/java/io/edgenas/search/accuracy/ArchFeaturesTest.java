package io.edgenas.search.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.ChainSpace;
import io.edgenas.space.fixtures.TinySpace;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ArchFeaturesTest {
  private static final ArchFeatures TINY =
      new ArchFeatures(TinySpace.SPACE, TinySpace.SPACE.resolutions());

  /** The one-hot features that are set. */
  private static Set<String> active(FeatureEncoding features, Arch arch) {
    float[] encoded = features.encode(arch);
    Set<String> active = new TreeSet<>();
    for (int i = 0; i < encoded.length; i++) {
      String name = features.names().get(i);
      if (!name.equals("log-stage-macs")) {
        assertTrue(encoded[i] == 0 || encoded[i] == 1, name);
        if (encoded[i] == 1) {
          active.add(name);
        }
      }
    }
    return active;
  }

  @Test
  void namesEveryChoiceAndLeavesSwitchedOffBlocksZero() {
    Arch arch = ArchSpec.parse("r16/w8:k5e3/w24:k3e2-k7e4");
    Set<String> expected =
        new TreeSet<>(
            List.of(
                "r16",
                "stage1.w8",
                "stage1.block1.k5",
                "stage1.block1.e3",
                "stage2.w24",
                "stage2.block1.k3",
                "stage2.block1.e2",
                "stage2.block2.k7",
                "stage2.block2.e4"));
    assertEquals(expected, active(TINY, arch));
  }

  @Test
  void distinctArchitecturesHaveDistinctFeatures() {
    for (String name : Spaces.BUILT_IN) {
      SearchSpace space = Spaces.builtIn(name);
      ArchFeatures features = new ArchFeatures(space, space.resolutions());
      assertEquals(features.size(), new HashSet<>(features.names()).size());
      Map<String, Arch> seen = new HashMap<>();
      for (Arch arch : TinySpace.randomArchs(space, 1_000, 1)) {
        Arch twin = seen.put(active(features, arch).toString(), arch);
        assertTrue(twin == null || twin.equals(arch), arch + " and " + twin);
      }
    }
  }

  @Test
  void overwritesWhatTheTargetHeld() {
    float[] target = new float[TINY.size() + 2];
    Arrays.fill(target, 9);
    Arch arch = TinySpace.SPACE.smallest();
    TINY.encode(arch, target, 1);
    assertEquals(9, target[0]);
    assertEquals(9, target[target.length - 1]);
    float[] expected = TINY.encode(arch);
    assertEquals(
        Arrays.toString(expected),
        Arrays.toString(Arrays.copyOfRange(target, 1, target.length - 1)));
  }

  @Test
  void countsTheMacsOfTheStages() {
    for (Arch arch : TinySpace.randomArchs(300, 2)) {
      long expected =
          TinySpace.lower(arch).layers().stream()
              .filter(layer -> layer.name().startsWith("stage"))
              .mapToLong(layer -> layer.operation().macs())
              .sum();
      float[] encoded = TINY.encode(arch);
      assertEquals(Math.log(expected), encoded[encoded.length - 1], 1e-5);
    }
  }

  @Test
  void refusesWhatItWasNotMadeFor() {
    ArchFeatures at16 = new ArchFeatures(TinySpace.SPACE, List.of(16));
    BadInputException e =
        assertThrows(BadInputException.class, () -> at16.encode(TinySpace.SPACE.largest()));
    assertTrue(e.getMessage().contains("resolution 20"), e.getMessage());
    Arch foreign = MbConvSpace.builtIn("mobile-28").smallest().withResolution(16);
    assertThrows(BadInputException.class, () -> at16.encode(foreign));
  }

  @Test
  void batchIsTheRowsOfItsArchitectures() {
    List<Arch> archs = TinySpace.randomArchs(5, 3);
    float[] batch = TINY.encode(archs);
    List<Float> rows = new ArrayList<>();
    for (Arch arch : archs) {
      for (float value : TINY.encode(arch)) {
        rows.add(value);
      }
    }
    assertEquals(rows.size(), batch.length);
    for (int i = 0; i < batch.length; i++) {
      assertEquals(rows.get(i), batch[i]);
    }
  }

  @Test
  void encodesTheDecisionsOfAnyFamily() {
    ArchFeatures features = new ArchFeatures(ChainSpace.SPACE, ChainSpace.SPACE.resolutions());
    assertEquals(
        List.of(
            "conv1.k1",
            "conv1.k3",
            "conv1.k5",
            "conv2.k1",
            "conv2.k3",
            "conv2.k5",
            "conv3.k1",
            "conv3.k3",
            "conv3.k5",
            "r8",
            "r16",
            "log-stage-macs"),
        features.names());
    assertEquals(
        Set.of("conv1.k1", "conv2.k5", "conv3.k3", "r16"),
        active(features, ChainSpace.SPACE.parse("r16/1-5-3")));
  }

  @Test
  void ofaLayoutIsTheOneOfThePublishedPredictor() {
    OfaFeatures features = new OfaFeatures(MbConvSpace.builtIn("ofa-mbv3-w1.2"));
    Arch arch =
        ArchSpec.parse("r160/k3e3-k5e4/k7e6-k3e3-k3e3/k5e6-k5e6-k5e6-k5e6/k3e4-k3e4/k7e3-k7e6");
    float[] encoded = features.encode(arch);
    assertEquals(128, encoded.length);
    Set<Integer> ones = new TreeSet<>();
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != 0) {
        ones.add(i);
      }
    }
    // Slots 0, 1 | 4, 5, 6 | 8 to 11 | 12, 13 | 16, 17; kernels at 3 * slot, expands 60 further on.
    Set<Integer> expected =
        new TreeSet<>(
            List.of(
                0, 4, 14, 15, 18, 25, 28, 31, 34, 36, 39, 50, 53, 60, 64, 74, 75, 78, 86, 89, 92,
                95, 97, 100, 108, 113, 123));
    assertEquals(expected, ones);
    assertEquals("stage2.block1.k7", features.names().get(14));
    assertEquals("stage5.block2.e6", features.names().get(113));
    assertEquals("r160", features.names().get(123));
  }

  @Test
  void ofaLayoutRefusesOtherSpacesAndResolutions() {
    BadInputException space =
        assertThrows(BadInputException.class, () -> new OfaFeatures(TinySpace.SPACE));
    assertTrue(space.getMessage().contains("space tiny does not fit"), space.getMessage());
    MbConvSpace ofa = MbConvSpace.builtIn("ofa-mbv3-w1.2");
    for (int resolution : new int[] {132, 96, 240, 111}) {
      Arch arch = ofa.smallest().withResolution(resolution);
      BadInputException e =
          assertThrows(BadInputException.class, () -> new OfaFeatures(ofa).encode(arch));
      assertTrue(e.getMessage().contains("resolution " + resolution), e.getMessage());
    }
  }
}
