package io.edgenas.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreprocessorTest {
  private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> STD = List.of(0.229, 0.224, 0.225);

  private static Preprocessor rgb(int size, Fit fit) {
    return new Preprocessor(InputContract.of(3, size, fit, MEAN, STD));
  }

  /** Samples come out as they are. */
  private static Preprocessor plain(int size, Fit fit) {
    return new Preprocessor(new InputContract(1, size, fit, 1, List.of(0.0), List.of(1.0)));
  }

  @Test
  void normalisesEachChannelByItsOwnMeanAndStd() {
    Image image = ResamplerTest.noise(8, 8, 3, 1);
    float[] chw = rgb(8, Fit.CROP).toChw(image);
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 64; i++) {
        double expected = (image.sample(i % 8, i / 8, c) / 255.0 - MEAN.get(c)) / STD.get(c);
        assertEquals(expected, chw[c * 64 + i], 1e-6);
      }
    }
  }

  @Test
  void normalisesResizedSamplesLikeUnchangedOnes() {
    byte[] constant = new byte[9 * 9 * 3];
    for (int i = 0; i < constant.length; i++) {
      constant[i] = (byte) (50 + i % 3 * 60);
    }
    float[] resized = rgb(4, Fit.CROP).toHwc(Image.of(9, 9, 3, constant));
    for (int i = 0; i < resized.length; i++) {
      double expected = ((50 + i % 3 * 60) / 255.0 - MEAN.get(i % 3)) / STD.get(i % 3);
      assertEquals(expected, resized[i], 1e-5);
    }
  }

  @Test
  void givesTheSameNumbersInBothOrders() {
    Image image = ResamplerTest.noise(30, 20, 3, 2);
    Preprocessor preprocessor = rgb(16, Fit.PAD);
    float[] hwc = preprocessor.toHwc(image);
    float[] chw = preprocessor.toChw(image);
    for (int i = 0; i < hwc.length; i++) {
      assertEquals(hwc[i], chw[i % 3 * 256 + i / 3]);
    }
  }

  @Test
  void writesIntoADirectBufferWithoutMovingIt() {
    Image image = ResamplerTest.noise(28, 28, 3, 3);
    Preprocessor preprocessor = rgb(16, Fit.CROP);
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(3 * preprocessor.length() * 4)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    preprocessor.writeHwc(image, buffer, preprocessor.length());
    float[] written = new float[preprocessor.length()];
    buffer.get(preprocessor.length(), written);
    assertArrayEquals(preprocessor.toHwc(image), written);
    assertEquals(0, buffer.position());
    assertEquals(0f, buffer.get(preprocessor.length() - 1));
    assertEquals(0f, buffer.get(2 * preprocessor.length()));
    int tooFar = 2 * preprocessor.length() + 1;
    assertThrows(
        IndexOutOfBoundsException.class, () -> preprocessor.writeHwc(image, buffer, tooFar));
  }

  @Test
  void overwritesWhatALargerArrayHeldAndNothingElse() {
    Image image = ResamplerTest.noise(20, 10, 1, 4);
    Preprocessor preprocessor = plain(8, Fit.PAD);
    float[] batch = new float[3 * 64];
    Arrays.fill(batch, 77);
    preprocessor.writeHwc(image, batch, 64);
    assertArrayEquals(preprocessor.toHwc(image), Arrays.copyOfRange(batch, 64, 128));
    assertEquals(77, batch[63]);
    assertEquals(77, batch[128]);
  }

  @Test
  void cropsTheCentredSquareBeforeResizing() {
    Image wide = Image.of(5, 2, 1, new byte[] {9, 1, 2, 9, 9, 9, 3, 4, 9, 9});
    assertArrayEquals(new float[] {1, 2, 3, 4}, plain(2, Fit.CROP).toChw(wide));
    Image tall = Image.of(1, 3, 1, new byte[] {9, 5, 9});
    assertArrayEquals(new float[] {5}, plain(1, Fit.CROP).toChw(tall));
  }

  @Test
  void cropsAndResizesLikeResizingTheCrop() {
    Image image = ResamplerTest.noise(30, 21, 1, 5);
    byte[] crop = new byte[21 * 21];
    for (int i = 0; i < crop.length; i++) {
      crop[i] = (byte) image.sample(4 + i % 21, i / 21, 0);
    }
    assertArrayEquals(
        Resampler.resize(Image.of(21, 21, 1, crop), 10, 10), plain(10, Fit.CROP).toChw(image));
  }

  @Test
  void stretchesTheWholeImage() {
    Image image = ResamplerTest.noise(30, 20, 1, 6);
    assertArrayEquals(Resampler.resize(image, 8, 8), plain(8, Fit.STRETCH).toChw(image));
  }

  @Test
  void padsTheShortSideWithTheMeanColour() {
    byte[] white = new byte[16 * 8 * 3];
    Arrays.fill(white, (byte) 255);
    float[] hwc = rgb(8, Fit.PAD).toHwc(Image.of(16, 8, 3, white));
    for (int i = 0; i < hwc.length; i++) {
      int y = i / 24;
      double expected = y < 2 || y >= 6 ? 0 : (1 - MEAN.get(i % 3)) / STD.get(i % 3);
      assertEquals(expected, hwc[i], 1e-5, "row " + y);
    }
  }

  @Test
  void padsEvenALineToAtLeastOnePixel() {
    byte[] line = new byte[1000];
    Arrays.fill(line, (byte) 100);
    float[] out = plain(5, Fit.PAD).toChw(Image.of(1, 1000, 1, line));
    for (int i = 0; i < 25; i++) {
      assertEquals(i % 5 == 2 ? 100 : 0, out[i], 1e-3);
    }
  }

  @Test
  void changesTheNumberOfChannelsAsTheContractSays() {
    Image rgb = ResamplerTest.noise(8, 8, 3, 8);
    assertArrayEquals(plain(8, Fit.CROP).toChw(rgb.withChannels(1)), plain(8, Fit.CROP).toChw(rgb));
    Image grey = ResamplerTest.noise(8, 8, 1, 9);
    assertArrayEquals(rgb(8, Fit.CROP).toChw(grey.withChannels(3)), rgb(8, Fit.CROP).toChw(grey));
  }

  @Test
  void givesTheSameBitsOnManyThreads() {
    Preprocessor shared = rgb(24, Fit.CROP);
    List<Image> images =
        IntStream.range(0, 200)
            .mapToObj(i -> ResamplerTest.noise(20 + i % 17, 20 + i % 13, 3, i))
            .toList();
    List<float[]> parallel = images.parallelStream().map(shared::toChw).toList();
    for (int i = 0; i < images.size(); i++) {
      assertArrayEquals(rgb(24, Fit.CROP).toChw(images.get(i)), parallel.get(i));
    }
  }
}
