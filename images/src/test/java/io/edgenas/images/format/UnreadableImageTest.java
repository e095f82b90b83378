package io.edgenas.images.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.images.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnreadableImageTest {
  private static byte[] jpeg() {
    return TestFiles.jpeg(picture());
  }

  private static BufferedImage picture() {
    return TestFiles.picture(20, 12, (x, y) -> x * 12 << 16 | y * 20 << 8 | (x * y & 0xff));
  }

  private static byte[] png() {
    byte[] rows = new byte[12 * (1 + 60)];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (byte) (i % 61 == 0 ? 0 : i * 37);
    }
    return TestFiles.png(20, 12, 8, 2, new byte[0], rows);
  }

  private static byte[] bmp() {
    return TestFiles.bmp(4, 3, 24, new byte[36]);
  }

  private static byte[] webp() {
    boolean[] pattern = new boolean[40];
    pattern[3] = true;
    return TestFiles.webp(10, 4, new int[] {1, 2}, 255, pattern);
  }

  static Stream<Arguments> wholeFiles() {
    return Stream.of(
        Arguments.of("a.jpg", jpeg()),
        Arguments.of("progressive.jpg", TestFiles.progressiveJpeg(picture())),
        Arguments.of("a.png", png()),
        Arguments.of("a.bmp", bmp()),
        Arguments.of("a.webp", webp()));
  }

  private static String messageOf(String name, byte[] bytes) {
    String message =
        assertThrows(BadInputException.class, () -> ImageDecoder.decode(name, bytes)).getMessage();
    assertTrue(message.startsWith(name + " cannot be read as an image: "), message);
    return message;
  }

  @ParameterizedTest
  @MethodSource("wholeFiles")
  void namesAFileCutOffAnywhere(String name, byte[] whole) {
    ImageDecoder.decode(name, whole);
    for (int length = 0; length < whole.length; length++) {
      String message = messageOf(name, Arrays.copyOf(whole, length));
      assertTrue(
          message.contains("truncated") || message.contains("0 bytes") || length < 12,
          length + ": " + message);
    }
  }

  @ParameterizedTest
  @MethodSource("wholeFiles")
  void answersDamageWithAPictureOrANamedError(String name, byte[] whole) {
    SplittableRandom random = new SplittableRandom(99);
    // A lossless WebP of one colour is as short at 90 megapixels: leave its size alone, for time.
    int first = name.endsWith(".webp") ? 25 : 0;
    for (int trial = 0; trial < 300; trial++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(first, damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Image image = ImageDecoder.decode(name, damaged);
        assertTrue(image.width() <= ImageDecoder.MAX_SIDE);
      } catch (BadInputException e) {
        assertTrue(e.getMessage().startsWith(name), e.getMessage());
      }
    }
  }

  @Test
  void neverShowsHalfAJpegThatOnlyLooksWhole() {
    byte[] whole = TestFiles.jpeg(TestFiles.grey(200, 200, (x, y) -> x * y & 0xff));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    half[half.length - 2] = (byte) 0xff;
    half[half.length - 1] = (byte) 0xd9;
    assertTrue(messageOf("half.jpg", half).contains("premature end"));
  }

  /** 600 KB of it took 20 s: issue 11. */
  @Test
  void boundsTheWorkOfScansOverALargePicture() {
    byte[] jpeg = TestFiles.progressiveJpeg(picture());
    int scans = 0;
    for (int i = 0; i < jpeg.length - 9; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc2) {
        ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 9900).putShort(i + 7, (short) 9900);
      }
      scans += jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xda ? 1 : 0;
    }
    assertEquals(10, scans);
    byte[] once = jpeg.clone();
    byte[] more = new byte[jpeg.length + 8];
    // One more scan of nothing before the end.
    System.arraycopy(once, 0, more, 0, once.length - 2);
    byte[] scan = {-1, (byte) 0xda, 0, 6, 0, 0, 0, 0, -1, (byte) 0xd9};
    System.arraycopy(scan, 0, more, once.length - 2, scan.length);
    assertTrue(ImageDecoder.header("a.jpg", once).width() == 9900);
    assertTrue(messageOf("a.jpg", more).contains("it has 11 scans of 9900x9900 pixels"));
  }

  @Test
  void saysThatAFileIsEmpty() {
    assertTrue(messageOf("empty.jpg", new byte[0]).contains("0 bytes"));
  }

  @Test
  void saysThatATextIsNoImage(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("notes.jpg");
    Files.writeString(file, "These are notes, not a photo.");
    String message =
        assertThrows(BadInputException.class, () -> ImageDecoder.decode(file)).getMessage();
    assertTrue(message.contains("notes.jpg"), message);
    assertTrue(message.contains("not an image"), message);
  }

  @Test
  void saysThatAFileIsMissingOrAFolder(@TempDir Path folder) {
    Path missing = folder.resolve("missing.png");
    assertTrue(
        assertThrows(BadInputException.class, () -> ImageDecoder.decode(missing))
            .getMessage()
            .contains("missing.png does not exist"));
    assertTrue(
        assertThrows(BadInputException.class, () -> ImageDecoder.decode(folder))
            .getMessage()
            .contains("is a folder"));
  }

  @Test
  void refusesAHeaderOf60000By60000BeforeDecoding() {
    byte[] png = TestFiles.png(60000, 60000, 8, 2, new byte[0], new byte[100]);
    assertTrue(messageOf("bomb.png", png).contains("60000x60000 pixels, more than 100 megapixels"));

    byte[] jpeg = jpeg();
    for (int i = 2; i < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
        ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 60000).putShort(i + 7, (short) 60000);
        break;
      }
    }
    assertTrue(messageOf("bomb.jpg", jpeg).contains("60000x60000"));
  }

  @Test
  void refusesALineLongerThanAnyPicture() {
    byte[] png = TestFiles.png(70000, 1, 8, 0, new byte[0], new byte[70001]);
    assertTrue(messageOf("line.png", png).contains("70000x1"));
  }

  @Test
  void refusesAPngWithAWrongChecksum() {
    byte[] png = png();
    png[png.length - 20] ^= 1;
    assertTrue(messageOf("a.png", png).contains("checksum of chunk IDAT"));
  }

  @Test
  void refusesAPngWithTooFewRows() {
    byte[] png = TestFiles.png(20, 12, 8, 2, new byte[0], new byte[5 * 61]);
    assertTrue(messageOf("a.png", png).contains("a.png"));
  }

  @Test
  void refusesAWebpOfTooFewBitsForItsSize() {
    byte[] webp = TestFiles.webp(9000, 9000, new int[] {1, 2}, 255, new boolean[100]);
    assertTrue(
        messageOf("bomb.webp", webp).contains("ends too early"), messageOf("bomb.webp", webp));
  }

  @Test
  void refusesACompressedBmp() {
    byte[] bmp = bmp();
    bmp[30] = 1;
    assertTrue(messageOf("a.bmp", bmp).contains("compressed BMPs"));
  }

  @Test
  void refusesAWebpWithoutAPicture() {
    byte[] features = {0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    byte[] webp =
        TestFiles.riff(
            TestFiles.webpChunk("VP8X", features), TestFiles.webpChunk("ALPH", new byte[2]));
    assertTrue(messageOf("a.webp", webp).contains("the WebP holds no picture"));
  }

  @Test
  void refusesAnAnimatedWebp() {
    byte[] features = {2, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    byte[] webp = TestFiles.riff(TestFiles.webpChunk("VP8X", features));
    assertTrue(messageOf("a.webp", webp).contains("animated"));
  }

  @Test
  void subsamplesOnlyAboveTheFullDecodingLimit() throws IOException {
    assertEquals(1, ImageDecoder.subsampling(5000, 5000));
    assertEquals(2, ImageDecoder.subsampling(5001, 5000));
    assertEquals(2, ImageDecoder.subsampling(10000, 10000));
  }
}
