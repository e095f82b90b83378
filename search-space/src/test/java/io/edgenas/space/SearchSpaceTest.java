package io.edgenas.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.network.Arch;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.MbConvFamily;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.SmallSpace;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpaceTest {
  private static final MbConvSpace TINY = MbConvSpace.builtIn("tiny");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "r13/w8:k3e2/w16:k3e2         | resolution 13 is not allowed: choose one of [12, 16, 20]",
        "r12/w8:k3e2                  | has 1 stages: space tiny has 2",
        "r12/w8:k3e2/w16:k3e2/k3e2    | has 3 stages: space tiny has 2",
        "r12/w8:k3e2/w16:k4e2         | kernel size 4 is not allowed in stage 2 of space tiny: choose one of [3, 5, 7]",
        "r12/w8:k7e2/w16:k3e2         | kernel size 7 is not allowed in stage 1 of space tiny: choose one of [3, 5]",
        "r12/w8:k3e4/w16:k3e2         | expand ratio 4 is not allowed in stage 1 of space tiny: choose one of [2, 3]",
        "r12/w8:k3e2-k3e2-k3e2/w16:k3e2 | depth 3 is not allowed in stage 1 of space tiny: choose one of [1, 2]",
        "r12/w24:k3e2/w16:k3e2        | width 24 is not allowed in stage 1 of space tiny: choose one of [8, 16]",
        "r12/k3e2/w16:k3e2            | width is missing in stage 1 of space tiny: write w before the blocks, one of [8, 16]",
      })
  void refusesAnArchitectureAndNamesStageValueAndChoices(String arch, String part) {
    BadInputException e =
        assertThrows(BadInputException.class, () -> TINY.check(ArchSpec.parse(arch)));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void refusesAWidthWhereItIsFixed() {
    Arch arch = ArchSpec.parse("r12/w8:k3e2/w16:k3e2");
    BadInputException e = assertThrows(BadInputException.class, () -> SmallSpace.SPACE.check(arch));
    assertTrue(
        e.getMessage().contains("width 16 is not allowed in stage 2 of space small: it is fixed"),
        e.getMessage());
  }

  @Test
  void checkReturnsWhatItAllows() {
    Arch arch = TINY.largest();
    assertSame(arch, TINY.check(arch));
  }

  @Test
  void sizeIsTheNumberOfArchitectures() {
    List<ArchSpec> all = SmallSpace.all();
    all.forEach(SmallSpace.SPACE::check);
    assertEquals(all.size(), new HashSet<>(all).size());
    assertEquals(BigInteger.valueOf(all.size()), SmallSpace.SPACE.size());
  }

  /** 9^2 + 9^3 + 9^4 per stage, five stages, 25 resolutions: "over 10^19" in the paper. */
  @Test
  void sizeOfThePublishedSpaceIsExact() {
    assertEquals(
        BigInteger.valueOf(7_371).pow(5).multiply(BigInteger.valueOf(25)),
        MbConvSpace.builtIn("ofa-mbv3-w1.0").size());
  }

  @Test
  void smallestAndLargestAreAllowed() {
    for (String name : Spaces.BUILT_IN) {
      SearchSpace space = Spaces.builtIn(name);
      space.check(space.smallest());
      space.check(space.largest());
    }
    assertEquals("r12/w8:k3e2/w16:k3e2", TINY.smallest().toString());
    assertEquals("r20/w16:k5e3-k5e3/w24:k7e4-k7e4", TINY.largest().toString());
  }

  /** Profiles and supernets in users' hands carry these; they change with the schema only. */
  @ParameterizedTest
  @CsvSource({
    "tiny, 5afeef0a6b98cf9c295dc214a987a092dcd14b62b28edde82840f4f5eff49d50",
    "mobile-28, bccf120c8f8c0001eb769e4cb92be5b0960483cac561d43e2cb4f8f30018ded2",
    "ofa-mbv3-w1.0, b38df83db8ba83b5cd9c325a4b12d83312b73301edda9090fd6bbfc4d58df4a3"
  })
  void fingerprintsOfBuiltInSpacesAreStable(String space, String fingerprint) {
    assertEquals(fingerprint, MbConvSpace.builtIn(space).fingerprint());
  }

  @Test
  void fingerprintDoesNotDependOnNameOrOrderOrFormat() {
    String reordered =
        """
        {"resolutions": [12, 16],
         "head": {"activation": "relu", "expand_width": 32},
         "stages": [
           {"squeeze_excite": false, "activation": "relu", "stride": 1, "expands": [2],
            "kernels": [3, 5], "depths": [1, 2], "widths": [8, 16]},
           {"widths": [16], "depths": [1, 3], "kernels": [3], "expands": [2, 4], "stride": 2,
            "activation": "hswish", "squeeze_excite": true}],
         "stem": {"stride": 2, "kernel": 3, "activation": "relu", "width": 8},
         "name": "other", "schema": 1}
        """;
    MbConvSpace other = new MbConvFamily().read(Document.parse(reordered, "other.json"));
    assertEquals(SmallSpace.SPACE.fingerprint(), other.fingerprint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kernel: 3, stride: 2, activation: relu | kernel: 5, stride: 2, activation: relu",
        "resolutions: [12, 16]                  | resolutions: [12, 20]",
        "depths: [1, 3]                         | depths: [1, 2]",
        "squeeze_excite: true                   | squeeze_excite: false",
        "head: {expand_width: 32,               | head: {expand_width: 32, mix_width: 64,",
      })
  void fingerprintChangesWithEveryChoice(String from, String to) {
    String yaml = SmallSpace.YAML.replace(from, to);
    assertNotEquals(SmallSpace.YAML, yaml);
    MbConvSpace other = new MbConvFamily().read(Document.parse(yaml, "other.yaml"));
    assertNotEquals(SmallSpace.SPACE.fingerprint(), other.fingerprint());
  }

  @Test
  void unknownSpaceNamesThoseThereAre() {
    BadInputException e = assertThrows(BadInputException.class, () -> Spaces.find("mobile28"));
    assertTrue(e.getMessage().contains("unknown space 'mobile28'"), e.getMessage());
    assertTrue(e.getMessage().contains("did you mean mobile-28?"), e.getMessage());
    assertTrue(e.getMessage().contains(Spaces.BUILT_IN.toString()), e.getMessage());
  }
}
