package io.edgenas.data.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.images.Fit;
import io.edgenas.images.Image;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
  private static final Image ROW = Image.of(4, 1, 1, new byte[] {1, 2, 3, 4});

  private static Set<Image> results(Augmentation augmentation, Image image) {
    Set<Image> found = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      found.add(augmentation.apply(image, Fit.CROP, new SplittableRandom(seed)));
    }
    return found;
  }

  @Test
  void leavesTheImageAloneWhenEverythingIsOff() {
    assertSame(ROW, Augmentation.NONE.apply(ROW, Fit.CROP, new SplittableRandom(1)));
  }

  @Test
  void mirrorsHalfOfTheImages() {
    Set<Image> found = results(new Augmentation(true, 0, RandomCrop.NONE, ColourJitter.NONE), ROW);
    assertEquals(Set.of(ROW, Image.of(4, 1, 1, new byte[] {4, 3, 2, 1})), found);
  }

  @Test
  void mirrorsPixelsNotChannels() {
    Image colour = Image.of(2, 1, 3, new byte[] {1, 2, 3, 4, 5, 6});
    assertEquals(
        Set.of(colour, Image.of(2, 1, 3, new byte[] {4, 5, 6, 1, 2, 3})),
        results(new Augmentation(true, 0, RandomCrop.NONE, ColourJitter.NONE), colour));
  }

  @Test
  void shiftsUpToItsShareAndFillsWithBlack() {
    assertEquals(
        Set.of(
            ROW,
            Image.of(4, 1, 1, new byte[] {0, 1, 2, 3}),
            Image.of(4, 1, 1, new byte[] {2, 3, 4, 0})),
        results(new Augmentation(false, 0.25, RandomCrop.NONE, ColourJitter.NONE), ROW)
        // A side of 1 pixel rounds to no shift, so that only columns move.
        );
  }

  @Test
  void shiftsRowsToo() {
    Image column = Image.of(1, 4, 1, new byte[] {1, 2, 3, 4});
    assertEquals(
        Set.of(
            column,
            Image.of(1, 4, 1, new byte[] {0, 1, 2, 3}),
            Image.of(1, 4, 1, new byte[] {2, 3, 4, 0})),
        results(new Augmentation(false, 0.25, RandomCrop.NONE, ColourJitter.NONE), column));
  }

  @Test
  void cropsWithinTheImageDownToItsArea() {
    byte[] samples = new byte[400];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i / 20 * 5 + i % 20);
    }
    Image image = Image.of(20, 20, 1, samples);
    for (Image crop :
        results(
            new Augmentation(
                false, 0, new RandomCrop(0.25, 1, RandomCrop.USUAL_ASPECT), ColourJitter.NONE),
            image)) {
      assertTrue(crop.width() * crop.height() >= 0.2 * 400, crop.toString());
      double aspect = (double) crop.width() / crop.height();
      assertTrue(aspect > 0.6 && aspect < 1.6, crop.toString());
      // Neighbours differ as in the image: the crop is a piece of it.
      assertEquals(1, crop.sample(1, 0, 0) - crop.sample(0, 0, 0));
      assertEquals(5, crop.sample(0, 1, 0) - crop.sample(0, 0, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0.51, Double.NaN})
  void refusesAShiftOutsideItsRange(double shift) {
    assertThrows(
        BadInputException.class,
        () -> new Augmentation(false, shift, RandomCrop.NONE, ColourJitter.NONE));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1.01, Double.NaN})
  void refusesACropAreaOutsideItsRange(double area) {
    assertThrows(
        BadInputException.class,
        () ->
            new Augmentation(
                false, 0, new RandomCrop(area, 1, RandomCrop.USUAL_ASPECT), ColourJitter.NONE));
  }

  @Test
  void readsBackWhatItWrote() {
    for (Augmentation augmentation :
        List.of(
            Augmentation.NONE,
            new Augmentation(true, 0.08, RandomCrop.NONE, new ColourJitter(0.1, 0.2, 0.3)),
            new Augmentation(false, 0, new RandomCrop(0.4, 0.9, 1.5), ColourJitter.NONE))) {
      Document document = Document.parse(Json.pretty(augmentation.toJson()), "a.json");
      assertEquals(augmentation, Augmentation.read(document));
    }
  }

  /** Policies from before crops had ranges and colours were changed keep their hash. */
  @Test
  void writesLaterKeysOnlyWhereTheyAreUsed() {
    assertEquals(
        Set.of("flip", "shift", "smallest_crop_area"), Augmentation.NONE.toJson().keySet());
  }
}
