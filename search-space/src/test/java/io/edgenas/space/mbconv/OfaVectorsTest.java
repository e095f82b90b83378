package io.edgenas.space.mbconv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.space.fixtures.TinySpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfaVectorsTest {
  private static final MbConvSpace OFA = MbConvSpace.builtIn("ofa-mbv3-w1.0");
  private static final String KS = "3 5 7 3 3 5 7 3 3 5 7 3 3 5 7 3 3 5 7 3";
  private static final String ES = "3 4 6 3 3 4 6 3 3 4 6 3 3 4 6 3 3 4 6 3";

  private static ArchSpec arch(String ks, String e, String d) {
    return OfaVectors.parse(ks, e, d, "224").toArch(OFA);
  }

  @Test
  void readsTheActiveSlots() {
    assertEquals(
        "r224/k3e3-k5e4/k3e3-k5e4-k7e6/k3e3-k5e4-k7e6-k3e3/k3e3-k5e4/k3e3-k5e4",
        arch(KS, ES, "2 3 4 2 2").toString());
  }

  @Test
  void whatInactiveSlotsHoldDoesNotMatter() {
    String otherKs = "3 5 3 7 3 5 7 5 3 5 7 3 3 5 5 5 3 5 0 99";
    String otherEs = "3 4 3 3 3 4 6 4 3 4 6 3 3 4 1 1 3 4 0 77";
    assertEquals(arch(KS, ES, "2 3 4 2 2"), arch(otherKs, otherEs, "2 3 4 2 2"));
    assertEquals(
        arch(KS, ES, "2 3 4 2 2").hashCode(), arch(otherKs, otherEs, "2 3 4 2 2").hashCode());
  }

  @Test
  void everyArchitectureSurvivesTheVectors() {
    for (Arch arch : TinySpace.randomArchs(OFA, 1_000, 1)) {
      assertEquals(arch, OfaVectors.of(OFA, arch).toArch(OFA));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 5          | 3 4      | 2 2 2 2 2   | 224   | ks has 2 values: space ofa-mbv3-w1.0 needs 20",
        "KS           | 3 4      | 2 2 2 2 2   | 224   | e has 2 values",
        "KS           | ES       | 2 2 2 2     | 224   | d has 4 values: space ofa-mbv3-w1.0 needs 5",
        "KS           | ES       | 2 2 5 2 2   | 224   | depth 5 is not allowed in stage 3: choose one of [2, 3, 4]",
        "KS           | ES       | 2 2 2 2 2   | 225   | resolution 225 is not allowed",
        "KS           | ES       | 2 2 2 2 2   | 1 2   | column r has '1 2'",
        "3 five       | ES       | 2 2 2 2 2   | 224   | column ks has 'five'",
        "KS           | ES       | 2 -2 2 2 2  | 224   | column d has '-2'",
        "KS           | ES       | 2 2 2 2 2   | 1e3   | column r has '1e3'",
        "KS           | 3 999999 | 2 2 2 2 2   | 224   | column e has '999999'",
      })
  void refusesVectorsThatDoNotFit(String ks, String e, String d, String r, String part) {
    BadInputException exception =
        assertThrows(
            BadInputException.class,
            () -> OfaVectors.parse(ks.replace("KS", KS), e.replace("ES", ES), d, r).toArch(OFA));
    assertTrue(exception.getMessage().contains(part), exception.getMessage());
  }

  @Test
  void refusesKernelsThatTheSpaceLacks() {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> arch(KS.replaceFirst("3", "4"), ES, "2 2 2 2 2"));
    assertTrue(e.getMessage().contains("kernel size 4 is not allowed in stage 1"), e.getMessage());
  }
}
