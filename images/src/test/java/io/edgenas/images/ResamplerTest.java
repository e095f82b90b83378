package io.edgenas.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  private static final String SIZES =
      """
      28, 28
      28, 24
      28, 20
      28, 64
      7, 3
      1, 5
      5, 1
      100, 33
      33, 100
      224, 96
      640, 128
      """;

  @Test
  void halvesWithTheWidenedTriangle() {
    // Weights 3/7, 3/7, 1/7 at each edge: by hand from the filter's definition.
    assertArrayEquals(
        new float[] {(30 + 60 + 30) / 7f, (20 + 90 + 120) / 7f}, row(2, 10, 20, 30, 40), 1e-5f);
  }

  @Test
  void shrinksByAThirdWithPixelCentresAtHalves() {
    // Weights 5/8, 3/8 and 3/8, 5/8.
    assertArrayEquals(new float[] {37.5f, 137.5f}, row(2, 0, 100, 160), 1e-5f);
  }

  @Test
  void enlargesByPlainBilinearWithTheEdgeRepeated() {
    assertArrayEquals(new float[] {0, 25, 75, 100}, row(4, 0, 100), 0f);
  }

  @Test
  void enlarges28To64LikeHalfPixelBilinear() {
    Image image = noise(28, 28, 1, 5);
    float[] out = Resampler.resize(image, 64, 64);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        assertEquals(plainBilinear(image, x, y, 28 / 64.0), out[y * 64 + x], 1e-4);
      }
    }
  }

  /** PyTorch's upsample_bilinear2d with align_corners=False, in its own form. */
  private static double plainBilinear(Image image, int x, int y, double scale) {
    double v = Math.max(0, (y + 0.5) * scale - 0.5);
    double u = Math.max(0, (x + 0.5) * scale - 0.5);
    int y0 = (int) v;
    int x0 = (int) u;
    int y1 = Math.min(y0 + 1, image.height() - 1);
    int x1 = Math.min(x0 + 1, image.width() - 1);
    double top = (1 - (u - x0)) * image.sample(x0, y0, 0) + (u - x0) * image.sample(x1, y0, 0);
    double bottom = (1 - (u - x0)) * image.sample(x0, y1, 0) + (u - x0) * image.sample(x1, y1, 0);
    return (1 - (v - y0)) * top + (v - y0) * bottom;
  }

  @ParameterizedTest
  @CsvSource(textBlock = "1, 1\n1, 3\n31, 1\n31, 3")
  void copiesExactlyWhenTheSizeIsUnchanged(int width, int channels) {
    Image image = noise(width, 17, channels, 1);
    float[] out = Resampler.resize(image, width, 17);
    byte[] samples = image.toBytes();
    for (int i = 0; i < samples.length; i++) {
      assertEquals(samples[i] & 0xff, out[i]);
    }
  }

  @Test
  void followsTheFiltersDefinitionInBothDimensions() {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 40; trial++) {
      int channels = random.nextBoolean() ? 1 : 3;
      Image image =
          noise(random.nextInt(1, 40), random.nextInt(1, 40), channels, random.nextLong());
      int width = random.nextInt(1, 40);
      int height = random.nextInt(1, 40);
      float[] out = Resampler.resize(image, width, height);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          for (int c = 0; c < channels; c++) {
            assertEquals(
                defined(image, x, y, c, width, height),
                out[(y * width + x) * channels + c],
                1e-3,
                () -> image + " to " + width + "x" + height);
          }
        }
      }
    }
  }

  /** One output by the formula, over all inputs, in double. */
  private static double defined(Image image, int x, int y, int c, int width, int height) {
    double sum = 0;
    double weights = 0;
    for (int v = 0; v < image.height(); v++) {
      double vertical = weight(v, y, image.height(), height);
      for (int u = 0; u < image.width(); u++) {
        double weight = vertical * weight(u, x, image.width(), width);
        sum += weight * image.sample(u, v, c);
        weights += weight;
      }
    }
    return sum / weights;
  }

  private static double weight(int input, int output, int from, int to) {
    double scale = (double) from / to;
    double distance = Math.abs(input + 0.5 - (output + 0.5) * scale);
    return Math.max(0, 1 - distance / Math.max(scale, 1));
  }

  @ParameterizedTest
  @CsvSource(textBlock = SIZES)
  void keepsAConstantConstant(int from, int to) {
    byte[] samples = new byte[from * from];
    Arrays.fill(samples, (byte) 201);
    for (float value : Resampler.resize(Image.of(from, from, 1, samples), to, to)) {
      assertEquals(201, value, 1e-3);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SIZES)
  void staysWithinTheRangeOfTheSamples(int from, int to) {
    for (float value : Resampler.resize(noise(from, from, 3, 3), to, to)) {
      assertEquals(127.5, value, 127.5 + 1e-3);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SIZES)
  void commutesWithAFlip(int from, int to) {
    Image image = noise(from, from, 1, 11);
    byte[] flipped = new byte[from * from];
    for (int i = 0; i < flipped.length; i++) {
      flipped[i] = (byte) image.sample(from - 1 - i % from, i / from, 0);
    }
    float[] out = Resampler.resize(image, to, to);
    float[] mirror = Resampler.resize(Image.of(from, from, 1, flipped), to, to);
    for (int i = 0; i < out.length; i++) {
      assertEquals(out[i], mirror[i / to * to + to - 1 - i % to], 1e-3);
    }
  }

  @Test
  void keepsTheMeanWhenShrinking() {
    Image image = noise(256, 256, 1, 13);
    double before = 0;
    for (byte sample : image.toBytes()) {
      before += (sample & 0xff) / 65536.0;
    }
    double after = 0;
    for (float value : Resampler.resize(image, 64, 64)) {
      after += value / 4096.0;
    }
    assertEquals(before, after, 0.5);
  }

  @Test
  void removesWhatTheSmallerSizeCannotShow() {
    byte[] stripes = new byte[64 * 64];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = (byte) (i % 2 == 0 ? 0 : 255);
    }
    // Without antialiasing, stripes of one pixel come out as solid black or white.
    float[] out = Resampler.resize(Image.of(64, 64, 1, stripes), 16, 16);
    for (int i = 0; i < out.length; i++) {
      if (i % 16 != 0 && i % 16 != 15) {
        assertEquals(127.5, out[i], 1e-3);
      }
    }
  }

  @Test
  void refusesSizesBelowOne() {
    Image image = noise(4, 4, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> Resampler.resize(image, 0, 4));
  }

  private static float[] row(int width, int... samples) {
    byte[] bytes = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[i] = (byte) samples[i];
    }
    return Resampler.resize(Image.of(samples.length, 1, 1, bytes), width, 1);
  }

  static Image noise(int width, int height, int channels, long seed) {
    byte[] samples = new byte[width * height * channels];
    new SplittableRandom(seed).nextBytes(samples);
    return Image.of(width, height, channels, samples);
  }
}
