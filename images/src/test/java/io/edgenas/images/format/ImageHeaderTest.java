package io.edgenas.images.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.images.Image;
import io.edgenas.images.UnreadableImageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageHeaderTest {
  static Stream<Arguments> files() {
    byte[] jpeg = TestFiles.jpeg(TestFiles.picture(30, 20, (x, y) -> x * y));
    byte[] grey = TestFiles.jpeg(TestFiles.grey(30, 20, (x, y) -> x + y));
    byte[] none = new byte[0];
    boolean[] second = new boolean[600];
    return Stream.of(
        Arguments.of(jpeg, new ImageHeader(ImageFormat.JPEG, 30, 20, 3)),
        Arguments.of(grey, new ImageHeader(ImageFormat.JPEG, 30, 20, 1)),
        Arguments.of(
            TestFiles.withSegment(jpeg, 0xe1, TestFiles.exif(6, ByteOrder.LITTLE_ENDIAN)),
            new ImageHeader(ImageFormat.JPEG, 20, 30, 3)),
        Arguments.of(
            TestFiles.png(30, 20, 16, 4, none, new byte[20 * 121]),
            new ImageHeader(ImageFormat.PNG, 30, 20, 1)),
        Arguments.of(
            TestFiles.png(30, 20, 8, 6, none, new byte[20 * 121]),
            new ImageHeader(ImageFormat.PNG, 30, 20, 3)),
        Arguments.of(
            TestFiles.bmp(30, -20, 24, new byte[20 * 92]),
            new ImageHeader(ImageFormat.BMP, 30, 20, 3)),
        Arguments.of(
            TestFiles.webp(30, 20, new int[] {1, 2}, 255, second),
            new ImageHeader(ImageFormat.WEBP, 30, 20, 3)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void saysWhatDecodingWillGive(byte[] bytes, ImageHeader expected) {
    assertEquals(expected, ImageDecoder.header("a", bytes));
    Image image = ImageDecoder.decode("a", bytes);
    assertEquals(expected.width(), image.width());
    assertEquals(expected.height(), image.height());
    assertEquals(expected.channels(), image.channels());
  }

  @Test
  void refusesTooManyPixelsAndTellsTheReasonAlone() {
    byte[] png = TestFiles.png(20000, 20000, 8, 2, new byte[0], new byte[100]);
    UnreadableImageException refused =
        assertThrows(UnreadableImageException.class, () -> ImageDecoder.header("a.png", png));
    assertTrue(refused.getMessage().startsWith("a.png cannot be read"), refused.getMessage());
    assertTrue(refused.reason().startsWith("it is 20000x20000 pixels"), refused.reason());
  }

  @Test
  void refusesAFileOfMoreBytesThanAnyImage(@TempDir Path folder) throws IOException {
    Path film = folder.resolve("film.jpg");
    try (RandomAccessFile sparse = new RandomAccessFile(film.toFile(), "rw")) {
      sparse.setLength(ImageDecoder.MAX_BYTES + 1L);
    }
    UnreadableImageException refused =
        assertThrows(UnreadableImageException.class, () -> ImageDecoder.decode(film));
    assertTrue(refused.reason().startsWith("it has 268435457 bytes"), refused.reason());
  }

  @Test
  void knowsUsualNames() {
    assertTrue(ImageFormat.JPEG.fitsName("IMG_1.JPG") && ImageFormat.JPEG.fitsName("a.b.jpeg"));
    assertTrue(ImageFormat.PNG.fitsName("no extension"));
    assertFalse(ImageFormat.PNG.fitsName("a.jpg"));
    assertFalse(ImageFormat.WEBP.fitsName("a.png"));
  }
}
