package io.edgenas.space.mbconv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.Arch;
import io.edgenas.space.Limits;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.TinySpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ArchSpecTest {
  static final List<String> BUILT_IN = new MbConvFamily().builtIn();

  @ParameterizedTest
  @FieldSource("BUILT_IN")
  void textOfAThousandArchitecturesReadsBackEqual(String space) {
    for (Arch arch : TinySpace.randomArchs(Spaces.builtIn(space), 1_000, 11)) {
      assertEquals(arch, ArchSpec.parse(arch.toString()));
    }
  }

  @Test
  void textHasTheDocumentedForm() {
    ArchSpec arch =
        new ArchSpec(
            176,
            List.of(
                new StageChoice(
                    OptionalInt.empty(), List.of(new BlockChoice(7, 6), new BlockChoice(5, 4))),
                new StageChoice(OptionalInt.of(24), List.of(new BlockChoice(3, 3)))));
    assertEquals("r176/k7e6-k5e4/w24:k3e3", arch.toString());
  }

  @Test
  void blanksAroundTheTextDoNotMatter() {
    assertEquals(ArchSpec.parse("r16/k3e2"), ArchSpec.parse(" r16/k3e2\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                | it must start with a resolution, but starts with ''",
        "k3e3              | starts with 'k3e3'",
        "176/k3e3          | starts with '176'",
        "r0/k3e3           | starts with 'r0'",
        "r016/k3e3         | starts with 'r016'",
        "r999999/k3e3      | starts with 'r999999'",
        "r-16/k3e3         | starts with 'r-16'",
        "r176              | no stage follows the resolution 'r176'",
        "r176/             | stage 1 has the malformed block ''",
        "r176//k3e3        | stage 1 has the malformed block ''",
        "r176/k3e3/        | stage 2 has the malformed block ''",
        "r176/k3e3-        | stage 1 has the malformed block ''",
        "r176/k3e3--k3e3   | stage 1 has the malformed block ''",
        "r176/k3e3/k3      | stage 2 has the malformed block 'k3'",
        "r176/k3e3/k3e     | stage 2 has the malformed block 'k3e'",
        "r176/k3e3/e3k3    | stage 2 has the malformed block 'e3k3'",
        "r176/k3e3/k03e3   | stage 2 has the malformed block 'k03e3'",
        "r176/k3e3/k300e3  | stage 2 has the malformed block 'k300e3'",
        "r176/w:k3e3       | stage 1 has the malformed block 'w:k3e3'",
        "r176/w24:         | stage 1 has the malformed block ''",
        "r176/w24k3e3      | stage 1 has the malformed block 'w24k3e3'",
        "r176/W24:k3e3     | stage 1 has the malformed block 'W24:k3e3'",
        "r176/k٣e3         | stage 1 has the malformed block 'k٣e3'",
      })
  void refusesMalformedTextAndNamesThePart(String text, String part) {
    BadInputException e = assertThrows(BadInputException.class, () -> ArchSpec.parse(text));
    assertTrue(e.getMessage().contains("malformed architecture '" + text + "'"), e.getMessage());
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains("write it like r176/k7e6-k5e4/k3e3-k3e6"), e.getMessage());
  }

  @Test
  void refusesAnEndlessText() {
    String text = "r16/" + "k3e3-".repeat(1_000) + "k3e3";
    BadInputException e = assertThrows(BadInputException.class, () -> ArchSpec.parse(text));
    assertTrue(e.getMessage().contains("5008 characters: at most 4000"), e.getMessage());
  }

  @Test
  void aLongestArchitectureOfTheLargestSpaceIsNotTooLong() {
    StageChoice stage =
        new StageChoice(
            OptionalInt.of(4_096), Collections.nCopies(Limits.MAX_DEPTH, new BlockChoice(11, 16)));
    ArchSpec arch = new ArchSpec(1_024, Collections.nCopies(Limits.MAX_STAGES, stage));
    assertEquals(arch, ArchSpec.parse(arch.toString()));
  }

  @Test
  void keepsItsOwnCopyOfTheLists() {
    List<BlockChoice> blocks = new ArrayList<>(List.of(new BlockChoice(3, 3)));
    List<StageChoice> stages =
        new ArrayList<>(List.of(new StageChoice(OptionalInt.empty(), blocks)));
    ArchSpec arch = new ArchSpec(16, stages);
    blocks.clear();
    stages.clear();
    assertEquals("r16/k3e3", arch.toString());
  }

  /** With a record's own hash codes, 8,984 architectures share 2,358. */
  @Test
  void hashesOfSimilarArchitecturesSpread() {
    Set<Arch> archs = new HashSet<>(TinySpace.randomArchs(50_000, 1));
    long hashes = archs.stream().map(Arch::hashCode).distinct().count();
    assertTrue(hashes > 0.99 * archs.size(), hashes + " of " + archs.size());
  }
}
