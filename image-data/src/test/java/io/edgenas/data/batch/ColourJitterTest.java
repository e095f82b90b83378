package io.edgenas.data.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.images.Image;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColourJitterTest {
  private static final int SEEDS = 300;

  /** Samples of 60 to 140: no change below is clamped. */
  private static Image image(int channels) {
    byte[] samples = new byte[16 * 16 * channels];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) random.nextInt(60, 141);
    }
    return Image.of(16, 16, channels, samples);
  }

  private static Image jittered(ColourJitter jitter, Image image, int seed) {
    return jitter.apply(image, new SplittableRandom(seed));
  }

  private static double mean(Image image) {
    Image grey = image.withChannels(1);
    double sum = 0;
    for (int i = 0; i < 256; i++) {
      sum += grey.sample(i % 16, i / 16, 0);
    }
    return sum / 256;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void brightnessMultipliesAllSamplesByOneFactorOfItsRange(int channels) {
    Image image = image(channels);
    double least = 9;
    double most = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Image changed = jittered(new ColourJitter(0.4, 0, 0), image, seed);
      double factor = mean(changed) / mean(image);
      least = Math.min(least, factor);
      most = Math.max(most, factor);
      for (int x = 0; x < 16; x++) {
        assertEquals(factor * image.sample(x, 5, 0), changed.sample(x, 5, 0), 1.5);
      }
    }
    assertTrue(least > 0.59 && least < 0.62 && most < 1.41 && most > 1.38, least + " " + most);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void contrastKeepsTheMeanAndScalesDistancesFromIt(int channels) {
    Image image = image(channels);
    int farthest = 0;
    for (int x = 1; x < 16; x++) {
      if (distance(image, image, x) > distance(image, image, farthest)) {
        farthest = x;
      }
    }
    int changes = 0;
    for (int seed = 0; seed < 20; seed++) {
      Image changed = jittered(new ColourJitter(0, 0.4, 0), image, seed);
      changes += image.equals(changed) ? 0 : 1;
      assertEquals(mean(image), mean(changed), 0.6);
      double factor = distance(changed, image, farthest) / distance(image, image, farthest);
      for (int x = 0; x < 16; x++) {
        assertEquals(factor * distance(image, image, x), distance(changed, image, x), 3);
      }
    }
    assertTrue(changes >= 10, "" + changes);
  }

  /** Of a sample in row 9 from the mean luma of the unchanged image. */
  private static double distance(Image image, Image unchanged, int x) {
    return image.sample(x, 9, 0) - mean(unchanged);
  }

  @Test
  void saturationKeepsTheLumaOfEveryPixelAndGreyAltogether() {
    Image colour = image(3);
    Image grey = image(1).withChannels(3);
    int changes = 0;
    for (int seed = 0; seed < 20; seed++) {
      ColourJitter jitter = new ColourJitter(0, 0, 0.5);
      Image changed = jittered(jitter, colour, seed);
      changes += colour.equals(changed) ? 0 : 1;
      for (int x = 0; x < 16; x++) {
        assertEquals(
            colour.withChannels(1).sample(x, 3, 0), changed.withChannels(1).sample(x, 3, 0), 1.01);
      }
      assertEquals(grey, jittered(jitter, grey, seed));
      assertEquals(image(1), jittered(jitter, image(1), seed));
    }
    assertTrue(changes >= 10, "" + changes);
  }

  @Test
  void samplesStayBetweenBlackAndWhite() {
    Image ends = Image.of(2, 1, 3, new byte[] {0, 0, 0, -1, -1, -1});
    for (int seed = 0; seed < SEEDS; seed++) {
      Image changed = jittered(new ColourJitter(1, 1, 1), ends, seed);
      assertTrue(changed.sample(0, 0, 0) <= changed.sample(1, 0, 0), changed.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesFactorsOutsideTheirRange(double factor) {
    assertThrows(BadInputException.class, () -> new ColourJitter(factor, 0, 0));
    assertThrows(BadInputException.class, () -> new ColourJitter(0, factor, 0));
    assertThrows(BadInputException.class, () -> new ColourJitter(0, 0, factor));
  }
}
