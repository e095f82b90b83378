package io.edgenas.onnx.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.onnx.emit.ExportException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ParityTest {
  /** Here an image is its own scores. */
  private static final List<float[]> IMAGES =
      List.of(new float[] {1, 2, 30}, new float[] {-40, 5, 6});

  @Test
  void holdsForEqualScores() {
    Parity parity = compare(UnaryOperator.identity());
    assertTrue(parity.holds());
    assertSame(parity, parity.require());
    assertEquals(0, parity.largestDifference());
    assertEquals(2, parity.images());
  }

  @Test
  void limitGrowsWithTheLargestScore() {
    assertEquals(40e-4, compare(UnaryOperator.identity()).limit(), 1e-12);
    List<float[]> low = List.of(new float[] {0.5f});
    Parity small = Parity.compare(low, low);
    assertEquals(1e-4, small.limit(), 1e-12);
  }

  @Test
  void givesTheDeviationOfAllScores() {
    List<float[]> scores = List.of(new float[] {1, 3}, new float[] {5, 7});
    Parity parity = Parity.compare(scores, scores);
    assertEquals(Math.sqrt(5), parity.standardDeviation(), 1e-9);
  }

  @Test
  void findsTheWorstScore() {
    Parity parity = compare(scores -> change(scores, 1, 0.25f));
    assertEquals(0.25, parity.largestDifference(), 1e-6);
    assertEquals(new Parity.Worst(0, 1, 2, 2.25f), parity.worst());
    assertFalse(parity.holds());
  }

  @Test
  void failureGivesTheFigures() {
    ExportException e =
        assertThrows(
            ExportException.class, () -> compare(scores -> change(scores, 1, 0.25f)).require());
    for (String part : List.of("0.250", "0.00400", "score 1 of image 0", "2.25")) {
      assertTrue(e.getMessage().contains(part), part + " is not in: " + e.getMessage());
    }
  }

  @Test
  void anotherTop1FailsHoweverSmallTheDifference() {
    List<float[]> close = List.of(new float[] {1.00001f, 1});
    Parity parity = Parity.compare(close, changed(close, s -> change(s, 1, 0.00002f)));
    assertTrue(parity.largestDifference() < parity.limit());
    assertEquals(1, parity.otherTop1());
    assertFalse(parity.holds());
  }

  @Test
  void scoresThatAreNotNumbersAreNeverEqual() {
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      ExportException e =
          assertThrows(ExportException.class, () -> compare(scores -> change(scores, 2, wrong)));
      assertTrue(e.getMessage().contains("image 0, score 2"), e.getMessage());
      List<float[]> both = changed(IMAGES, s -> change(s, 2, wrong));
      assertThrows(ExportException.class, () -> Parity.compare(both, both));
    }
  }

  @Test
  void scoresOfOtherImagesAreNoComparison() {
    assertThrows(
        IllegalArgumentException.class, () -> Parity.compare(IMAGES, IMAGES.subList(0, 1)));
    assertThrows(IllegalArgumentException.class, () -> Parity.compare(List.of(), List.of()));
  }

  @Test
  void anotherNumberOfScoresFails() {
    ExportException e =
        assertThrows(ExportException.class, () -> compare(scores -> new float[] {1, 2}));
    assertTrue(e.getMessage().contains("3 scores"), e.getMessage());
  }

  private static Parity compare(UnaryOperator<float[]> exported) {
    return Parity.compare(IMAGES, changed(IMAGES, exported));
  }

  private static List<float[]> changed(List<float[]> scores, UnaryOperator<float[]> change) {
    return scores.stream().map(change).toList();
  }

  private static float[] change(float[] scores, int index, float by) {
    float[] changed = scores.clone();
    changed[index] += by;
    return changed;
  }
}
