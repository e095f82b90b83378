package io.edgenas.supernet.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ClassRecallTest {
  private static final ClassRecall RECALL =
      new ClassRecall(List.of(90, 1, 0, 0), List.of(100, 2, 8, 0));

  @Test
  void top1CountsImagesAndBalancedTop1CountsClasses() {
    assertEquals(91 / 110.0, RECALL.top1());
    assertEquals((0.9 + 0.5 + 0) / 3, RECALL.balancedTop1(), 1e-12);
    assertEquals(110, RECALL.imageCount());
  }

  @Test
  void aClassWithoutImagesHasNoRecall() {
    assertEquals(OptionalDouble.of(0.5), RECALL.of(1));
    assertEquals(OptionalDouble.of(0), RECALL.of(2));
    assertEquals(OptionalDouble.empty(), RECALL.of(3));
  }

  @Test
  void equalClassesMakeBothTheSame() {
    ClassRecall equal = new ClassRecall(List.of(7, 2, 5), List.of(10, 10, 10));
    assertEquals(equal.top1(), equal.balancedTop1(), 1e-12);
  }

  @Test
  void refusesNoImages() {
    assertThrows(
        IllegalArgumentException.class, () -> new ClassRecall(List.of(0, 0), List.of(0, 0)));
    assertThrows(IllegalArgumentException.class, () -> new ClassRecall(List.of(1), List.of(1, 1)));
  }
}
