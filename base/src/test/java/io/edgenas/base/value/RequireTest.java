package io.edgenas.base.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RequireTest {
  private static void assertRefused(Executable check, String message) {
    assertEquals(message, assertThrows(InvalidValueException.class, check).getMessage());
  }

  @Test
  void namesTheValueAndWhatIsAllowed() {
    assertRefused(() -> Require.range("depth", 5, 1, 4), "depth 5 is not allowed: 1 to 4");
    assertRefused(() -> Require.range("bytes", 5L, 1L, 4L), "bytes 5 is not allowed: 1 to 4");
    assertRefused(
        () -> Require.oneOf("kernel", 4, List.of(3, 5)),
        "kernel 4 is not allowed: choose one of [3, 5]");
    assertRefused(
        () -> Require.positive("budget", 0),
        "budget 0.0 is not allowed: give a finite number above 0");
  }

  @Test
  void nanAndInfinityFail() {
    assertRefused(
        () -> Require.range("share", Double.NaN, 0, 1), "share NaN is not allowed: 0.0 to 1.0");
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, -0.0}) {
      assertThrows(InvalidValueException.class, () -> Require.positive("budget", value));
    }
  }

  @Test
  void returnsWhatItAllows() {
    assertEquals(1, Require.range("depth", 1, 1, 4));
    assertEquals(0.5, Require.range("share", 0.5, 0, 1));
    assertEquals(Double.MIN_VALUE, Require.positive("budget", Double.MIN_VALUE));
  }
}
