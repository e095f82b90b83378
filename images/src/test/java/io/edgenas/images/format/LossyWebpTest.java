package io.edgenas.images.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.images.Image;
import io.edgenas.images.UnreadableImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 11, item 7: against libwebp's own decoding, see the folder's README. */
class LossyWebpTest {
  private static byte[] resource(String name) {
    try (InputStream in = LossyWebpTest.class.getResourceAsStream("webp/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  private static String messageOf(byte[] webp) {
    return assertThrows(
            UnreadableImageException.class, () -> ImageDecoder.decode("damaged.webp", webp))
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flat137_q50",
        "grad_q50",
        "sky_q75",
        "sky_q90",
        "scene_q5",
        "scene_q30",
        "scene_q60",
        "scene_q85",
        "scene_q100",
        "scene_simple_filter",
        "scene_strong_filter",
        "scene_no_filter",
        "scene_partitions",
        "scene_alpha",
        "scene_alpha_raw",
        "scene_alpha_best",
        "noise_q40",
        "flat_alpha"
      })
  void equalsLibwebpToTheSample(String name) {
    Image expected = ImageDecoder.decode("right.png", resource(name + ".libwebp.png"));
    Image found = ImageDecoder.decode("a.webp", resource(name + ".webp"));
    assertEquals(expected.width(), found.width());
    assertEquals(expected.height(), found.height());
    assertArrayEquals(expected.withChannels(3).toBytes(), found.toBytes());
  }

  /** The plug-in takes them for bombs by how small their files are. */
  @Test
  void readsALargeLosslessPictureOfOneColour() {
    Image image = ImageDecoder.decode("flat.webp", resource("flat_lossless.webp"));
    assertEquals(1200, image.width());
    assertEquals(900, image.height());
    assertEquals(200, image.sample(1199, 899, 0));
    assertEquals(50, image.sample(0, 0, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scene_partitions", "scene_alpha", "scene_alpha_raw"})
  void answersDamageWithAPictureOrANamedError(String name) {
    byte[] whole = resource(name + ".webp");
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 300; trial++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(12, damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertTrue(ImageDecoder.decode("damaged.webp", damaged).width() > 0);
      } catch (UnreadableImageException e) {
        assertTrue(e.getMessage().startsWith("damaged.webp cannot be read"), e.getMessage());
      }
    }
  }

  @Test
  void refusesAFrameCutOffInsideOfItsChunk() {
    byte[] whole = resource("scene_q60.webp");
    int length = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(16);
    for (int kept = 0; kept < length * 3 / 4; kept += 7) {
      byte[] frame = Arrays.copyOfRange(whole, 20, 20 + kept);
      byte[] cut = TestFiles.riff(TestFiles.webpChunk("VP8 ", frame));
      assertTrue(messageOf(cut).contains("its picture data ends too early"), kept + " bytes");
    }
  }

  /** Before anything of that size is allocated. */
  @Test
  void refusesAFewBytesThatClaimToBeAHugePicture() {
    byte[] webp = resource("flat137_q50.webp");
    ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(26, 9000 | 9000 << 16);
    assertTrue(messageOf(webp).contains("its picture data ends too early"));
  }

  @Test
  void refusesAHeaderOfAnotherSizeThanThePicture() {
    byte[] webp = resource("scene_alpha.webp");
    webp[24]++;
    assertTrue(messageOf(webp).contains("header says 62x43 pixels, its picture 61x43"));
  }

  @Test
  void refusesTransparencyThatIsCutOff() {
    byte[] webp = resource("scene_alpha_raw.webp");
    int length = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).getInt(34);
    byte[] cut =
        TestFiles.riff(
            Arrays.copyOfRange(webp, 12, 30),
            TestFiles.webpChunk("ALPH", Arrays.copyOfRange(webp, 38, 38 + length / 2)),
            Arrays.copyOfRange(webp, 38 + length, webp.length));
    assertTrue(messageOf(cut).contains("transparency ends too early"));
  }
}
