package io.edgenas.pipeline.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.supernet.evaluate.ClassRecall;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Issue 11: a supernet at chance ended a training with exit code 0. */
class GuessingTest {
  private static final Path FOLDER = Path.of("out");

  private static ClassRecall equal(int classes, int images, int correctOfEach) {
    return new ClassRecall(
        Collections.nCopies(classes, correctOfEach), Collections.nCopies(classes, images));
  }

  @Test
  void whoIsRightByChanceIsToldSo() {
    String message =
        assertThrows(GuessingException.class, () -> Guessing.verdict(FOLDER, equal(10, 100, 11)))
            .getMessage();
    assertTrue(message.contains("11.0 % on 1000 validation images"), message);
    assertTrue(message.contains("9.2 to 13.1 %"), message);
    assertTrue(message.contains("--init out"), message);
  }

  @Test
  void whoIsRightMoreOftenIsNot() {
    assertEquals(Optional.empty(), Guessing.verdict(FOLDER, equal(10, 100, 14)));
    assertEquals(Optional.empty(), Guessing.verdict(FOLDER, equal(200, 1, 1)));
  }

  @Test
  void sayingAlwaysTheLargestClassIsGuessing() {
    ClassRecall always = new ClassRecall(List.of(900, 0), List.of(900, 100));
    assertFalse(Guessing.better(always));
    assertThrows(GuessingException.class, () -> Guessing.verdict(FOLDER, always));
  }

  @Test
  void aSmallClassThatIsRecognisedIsNoGuess() {
    assertTrue(Guessing.better(new ClassRecall(List.of(720, 80), List.of(900, 100))));
  }

  @Test
  void tooFewImagesAreAWarning() {
    for (ClassRecall few : List.of(equal(2, 1, 0), equal(2, 1, 1))) {
      String warning = Guessing.verdict(FOLDER, few).orElseThrow();
      assertTrue(warning.contains("2 validation images are too few"), warning);
    }
  }
}
