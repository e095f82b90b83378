package io.edgenas.data.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.images.Fit;
import io.edgenas.images.Image;
import io.edgenas.images.InputContract;
import io.edgenas.images.Preprocessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomCropTest {
  /** Sample (x, y) is x + y: a piece tells its place. */
  private static Image ramp(int width, int height) {
    byte[] samples = new byte[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i % width + i / width);
    }
    return Image.of(width, height, 1, samples);
  }

  private static List<Image> pieces(RandomCrop crop, Image image, double undistorted) {
    List<Image> pieces = new ArrayList<>();
    for (int seed = 0; seed < 500; seed++) {
      pieces.add(crop.apply(image, undistorted, new SplittableRandom(seed)));
    }
    return pieces;
  }

  private static double aspect(Image image) {
    return (double) image.width() / image.height();
  }

  @ParameterizedTest
  @CsvSource({"100,100,1", "150,100,1", "80,120,1", "150,100,1.5", "80,120,0.6667"})
  void piecesHaveAreasAndAspectsThroughoutTheirRanges(int width, int height, double undistorted) {
    RandomCrop crop = new RandomCrop(0.2, 0.5, 1.25);
    List<Image> pieces = pieces(crop, ramp(width, height), undistorted);
    double[] areas =
        pieces.stream()
            .mapToDouble(piece -> piece.width() * piece.height() / (double) (width * height))
            .sorted()
            .toArray();
    assertTrue(areas[0] > 0.19 && areas[0] < 0.22, "" + areas[0]);
    assertTrue(areas[499] < 0.51 && areas[499] > 0.48, "" + areas[499]);
    double[] aspects =
        pieces.stream().mapToDouble(piece -> aspect(piece) / undistorted).sorted().toArray();
    assertTrue(aspects[0] > 0.77 && aspects[0] < 0.83, "" + aspects[0]);
    assertTrue(aspects[499] < 1.29 && aspects[499] > 1.21, "" + aspects[499]);
  }

  @Test
  void piecesComeFromEverywhereInTheImage() {
    Image image = ramp(60, 40);
    List<Image> pieces = pieces(new RandomCrop(0.1, 1, 4.0 / 3), image, 1);
    assertTrue(pieces.stream().anyMatch(piece -> piece.sample(0, 0, 0) <= 4));
    assertTrue(
        pieces.stream()
            .anyMatch(piece -> piece.sample(piece.width() - 1, piece.height() - 1, 0) >= 94));
    for (Image piece : pieces) {
      assertEquals(piece.sample(0, 0, 0) + 1, piece.sample(1, 0, 0));
      assertEquals(piece.sample(0, 0, 0) + 1, piece.sample(0, 1, 0));
    }
  }

  /** No square has nearly the area of a ribbon: what is left is its middle. */
  @Test
  void takesTheMiddleWhereNoPieceFits() {
    Image ribbon = ramp(200, 10);
    for (Image piece : pieces(new RandomCrop(0.9, 1, 1.2), ribbon, 1)) {
      assertEquals(12, piece.width());
      assertEquals(10, piece.height());
      assertEquals(94, piece.sample(0, 0, 0));
    }
  }

  /** A black image with a white square in the middle third of each side. */
  private static Image square(int width, int height) {
    byte[] samples = new byte[width * height];
    for (int y = height / 3; y < height / 3 + 30; y++) {
      Arrays.fill(samples, y * width + width / 3, y * width + width / 3 + 30, (byte) 255);
    }
    return Image.of(width, height, 1, samples);
  }

  /** What is square in the image is square, within the aspect allowed, in the input. */
  @ParameterizedTest
  @ValueSource(strings = {"CROP", "STRETCH"})
  void piecesAreDistortedNoMoreThanTheOthersAreAndTheAspectAllows(Fit fit) {
    Image image = square(180, 90);
    InputContract contract = InputContract.of(1, 120, fit, List.of(0.0), List.of(1.0));
    Augmentation augmentation =
        new Augmentation(false, 0, new RandomCrop(0.3, 0.9, 1.2), ColourJitter.NONE);
    double undistorted = fit == Fit.STRETCH ? 0.5 : 1;
    int judged = 0;
    for (int seed = 0; seed < 60; seed++) {
      Image piece = augmentation.apply(image, fit, new SplittableRandom(seed));
      float[] input = new Preprocessor(augmentation.contract(contract)).toHwc(piece);
      int[] box = box(input, 120);
      if (box[0] > 0 && box[1] < 119 && box[2] > 0 && box[3] < 119) {
        double aspect = (box[1] - box[0] + 1.0) / (box[3] - box[2] + 1) / undistorted;
        assertTrue(aspect > 1 / 1.3 && aspect < 1.3, seed + ": " + aspect);
        judged++;
      }
    }
    assertTrue(judged >= 10, "" + judged);
  }

  /** Left, right, top and bottom of what is white; touching the border where it was cut. */
  private static int[] box(float[] input, int side) {
    int[] box = {side, -1, side, -1};
    for (int i = 0; i < input.length; i++) {
      if (input[i] > 0.5) {
        box[0] = Math.min(box[0], i % side);
        box[1] = Math.max(box[1], i % side);
        box[2] = Math.min(box[2], i / side);
        box[3] = Math.max(box[3], i / side);
      }
    }
    return box[1] < 0 ? new int[] {0, 0, 0, 0} : box;
  }

  @Test
  void refusesRangesThatAreNone() {
    assertThrows(BadInputException.class, () -> new RandomCrop(0.5, 0.4, 1.2));
    assertThrows(BadInputException.class, () -> new RandomCrop(0.5, 1, 0.9));
    assertThrows(BadInputException.class, () -> new RandomCrop(0.5, 1, Double.NaN));
    assertThrows(BadInputException.class, () -> new RandomCrop(0.5, Double.NaN, 1.2));
  }
}
