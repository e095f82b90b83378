package io.edgenas.base.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.value.Require;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CheckTest {
  private static void assertRefused(Executable check, String message) {
    assertEquals(message, assertThrows(BadInputException.class, check).getMessage());
  }

  @Test
  void namesTheValueAndWhatIsAllowed() {
    assertRefused(() -> Check.range("depth", 5, 1, 4), "depth 5 is not allowed: 1 to 4");
    assertRefused(
        () -> Check.oneOf("kernel", 4, List.of(3, 5)),
        "kernel 4 is not allowed: choose one of [3, 5]");
    assertRefused(
        () -> Check.positive("budget", 0),
        "budget 0.0 is not allowed: give a finite number above 0");
  }

  @Test
  void nanAndInfinityFail() {
    assertRefused(
        () -> Check.range("share", Double.NaN, 0, 1), "share NaN is not allowed: 0.0 to 1.0");
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, -0.0}) {
      assertThrows(BadInputException.class, () -> Check.positive("budget", value));
    }
  }

  @Test
  void returnsWhatItAllows() {
    assertEquals(1, Check.range("depth", 1, 1, 4));
    assertEquals(0.5, Check.range("share", 0.5, 0, 1));
    assertEquals(Double.MIN_VALUE, Check.positive("budget", Double.MIN_VALUE));
  }

  @Test
  void whatADomainTypeRefusesOfAnInputIsBadInput() {
    assertRefused(
        () -> Check.input(() -> Require.range("depth", 5, 1, 4)), "depth 5 is not allowed: 1 to 4");
  }

  @Test
  void aDefectIsNoBadInput() {
    assertThrows(NumberFormatException.class, () -> Check.input(() -> Integer.valueOf("x")));
    Document document = Document.parse("a: 1", "a.yaml");
    assertThrows(IndexOutOfBoundsException.class, () -> document.make(() -> List.of().get(0)));
    assertThrows(NumberFormatException.class, () -> document.make(() -> Integer.valueOf("x")));
  }

  @Test
  void proposesOnlyNamesThatAreClose() {
    List<String> names = List.of("width", "kernel", "activation");
    assertEquals(" (did you mean kernel?)", Check.didYouMean("kernals", names));
    assertEquals("", Check.didYouMean("something else", names));
    assertEquals("", Check.didYouMean("x", List.of()));
    assertEquals("", Check.didYouMean("", List.of("-h")));
    assertEquals("", Check.didYouMean("ab", List.of("-h")));
  }

  @Test
  void shownTextIsShortAndPrintable() {
    assertEquals("a\\u001bb", Check.shown("a\u001bb"));
    assertEquals("Äpfel 日本", Check.shown("Äpfel 日本"));
    assertTrue(Check.shown("x".repeat(10_000)).length() < 200);
  }
}
