package io.edgenas.space.mbconv;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.operation.Activation;
import io.edgenas.space.Task;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that are allowed each, and ask for the machine together. */
class SpaceCostTest {
  private static String changed(String from, String to) {
    String yaml = SmallSpace.YAML.replace(from, to);
    assertTrue(!yaml.equals(SmallSpace.YAML), "the small space has no " + from);
    return yaml;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resolutions: [12, 16] | resolutions: [12, 1024]",
        "stem: {width: 8       | stem: {width: 4096",
        "widths: [8, 16]       | widths: [8, 1024]"
      })
  void oneLargeNumberIsAllowed(String from, String to) {
    String yaml = changed(from, to);
    assertDoesNotThrow(() -> new MbConvFamily().read(Document.parse(yaml, "my.yaml")));
  }

  @Test
  void refusesTheProductNamingThePart() {
    StageSpec huge =
        new StageSpec(
            List.of(4_096), List.of(16), List.of(11), List.of(16), 1, Activation.HSWISH, true);
    InvalidValueException e =
        assertThrows(
            InvalidValueException.class,
            () ->
                new MbConvSpace(
                    "huge",
                    new StemSpec(64, 3, 2, Activation.HSWISH),
                    Optional.empty(),
                    Collections.nCopies(16, huge),
                    new HeadSpec(4_096, OptionalInt.empty(), Activation.HSWISH),
                    List.of(8)));
    assertTrue(e.getMessage().startsWith("stages[0] (widths, depths, kernels, expands)"), "" + e);
    assertTrue(e.getMessage().contains(" parameters: at most 67108864"), e.getMessage());
    assertTrue(e.getMessage().contains("choose smaller"), e.getMessage());
  }

  @Test
  void refusesWhatALargeImageMakesOfIt() {
    String large = changed("[12, 16]", "[12, 1024]");
    assertRefused(large.replace("{width: 8,", "{width: 512,"), "stem: with it, one feature map");
    assertRefused(
        large
            .replace("{width: 8,", "{width: 256,")
            .replace("widths: [8, 16]", "widths: [8, 256]")
            .replace("expands: [2],", "expands: [1],"),
        " multiplications an image: at most ");
  }

  private static void assertRefused(String yaml, String part) {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> new MbConvFamily().read(Document.parse(yaml, "my.yaml")));
    assertTrue(e.getMessage().startsWith("my.yaml:1: "), e.getMessage());
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void refusesAClassifierThatTheSpaceDoesNotKnow() {
    MbConvSpace space =
        new MbConvFamily()
            .read(
                Document.parse(
                    SmallSpace.YAML.replaceAll("expand_width: [0-9]+", "expand_width: 4096"),
                    "my.yaml"));
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> space.lower(Task.of(space, 100_000, 3), space.smallest()));
    assertTrue(e.getMessage().startsWith("100000 classes of "), e.getMessage());
    assertTrue(e.getMessage().contains("at most 67108864"), e.getMessage());
  }
}
