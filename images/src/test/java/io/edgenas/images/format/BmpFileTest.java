package io.edgenas.images.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.images.Image;
import io.edgenas.images.UnreadableImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BmpFileTest {
  private static final int[] BGRA = {0xff0000, 0xff00, 0xff, 0xff000000};
  private static final int UNCOMPRESSED = 0;
  private static final int BITFIELDS = 3;

  /**
   * A BMP of one row.
   *
   * @param masks in the header from the size that holds them, behind it in shorter ones
   */
  private static byte[] bmp(int header, int bits, int compression, int[] masks, byte... pixels) {
    int start = 14 + Math.max(header, 40 + 4 * masks.length);
    ByteBuffer out = ByteBuffer.allocate(start + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'B').put((byte) 'M').putInt(out.capacity()).putInt(0).putInt(start);
    out.putInt(header).putInt(pixels.length * 8 / bits).putInt(1).putShort((short) 1);
    out.putShort((short) bits).putInt(compression).putInt(0).putInt(0).putInt(0).putInt(0);
    out.putInt(0);
    for (int mask : masks) {
      out.putInt(mask);
    }
    return out.position(start).put(pixels).array();
  }

  private static Image decode(byte[] bmp) {
    return ImageDecoder.decode("a.bmp", bmp);
  }

  /** Issue 11, item 8: it came out white. */
  @ParameterizedTest
  @ValueSource(ints = {40, 52, 56, 108, 124})
  void takesTheFourthByteAsPaddingWhereMasksDoNotCount(int header) {
    byte[] bmp = bmp(header, 32, UNCOMPRESSED, header > 52 ? BGRA : new int[0], b(3, 2, 1, 9));
    assertEquals(Image.of(1, 1, 3, b(1, 2, 3)), decode(bmp));
  }

  @ParameterizedTest
  @ValueSource(ints = {56, 108, 124})
  void takesTheFourthByteAsAlphaWhereAMaskSaysSo(int header) {
    byte[] bmp = bmp(header, 32, BITFIELDS, BGRA, b(3, 2, 1, 255, 30, 20, 10, 0));
    assertEquals(Image.of(2, 1, 3, b(1, 2, 3, 255, 255, 255)), decode(bmp));
  }

  @Test
  void showsAPictureThatWouldBeWhollyTransparent() {
    byte[] bmp = bmp(124, 32, BITFIELDS, BGRA, b(3, 2, 1, 0, 30, 20, 10, 0));
    assertEquals(Image.of(2, 1, 3, b(1, 2, 3, 10, 20, 30)), decode(bmp));
  }

  @Test
  void ignoresTheFourthByteWithoutAMaskForIt() {
    int[] three = {0xff0000, 0xff00, 0xff};
    assertEquals(
        Image.of(1, 1, 3, b(1, 2, 3)), decode(bmp(40, 32, BITFIELDS, three, b(3, 2, 1, 9))));
    assertEquals(
        Image.of(1, 1, 3, b(1, 2, 3)), decode(bmp(52, 32, BITFIELDS, three, b(3, 2, 1, 9))));
    int[] zero = {0xff0000, 0xff00, 0xff, 0};
    assertEquals(
        Image.of(1, 1, 3, b(1, 2, 3)), decode(bmp(124, 32, BITFIELDS, zero, b(3, 2, 1, 9))));
  }

  @Test
  void readsSamplesFromWhereverTheMasksSay() {
    int[] rgbx = {0xff000000, 0xff0000, 0xff00};
    assertEquals(
        Image.of(1, 1, 3, b(1, 2, 3)), decode(bmp(40, 32, BITFIELDS, rgbx, b(9, 3, 2, 1))));
    int[] ten = {0x3ff00000, 0xffc00, 0x3ff};
    assertEquals(
        Image.of(1, 1, 3, b(255, 128, 0)),
        decode(bmp(40, 32, BITFIELDS, ten, b(0, 0x04, 0xf8, 0x3f))));
  }

  @ParameterizedTest
  @CsvSource({
    "0xf800, 0x7e0, 0x1f, 0x8410, 132, 130, 132",
    "0x7c00, 0x3e0, 0x1f, 0x4210, 132, 132, 132"
  })
  void scales16Bits(String r, String g, String b, String pixel, int red, int green, int blue) {
    int[] masks = {Integer.decode(r), Integer.decode(g), Integer.decode(b)};
    int value = Integer.decode(pixel);
    assertEquals(
        Image.of(2, 1, 3, b(red, green, blue, 0, 0, 0)),
        decode(bmp(40, 16, BITFIELDS, masks, b(value & 0xff, value >> 8, 0, 0))));
  }

  @Test
  void readsOneBitOfAlpha() {
    int[] masks = {0x7c00, 0x3e0, 0x1f, 0x8000};
    assertEquals(
        Image.of(2, 1, 3, b(255, 0, 0, 255, 255, 255)),
        decode(bmp(108, 16, BITFIELDS, masks, b(0, 0xfc, 0, 0x7c))));
  }

  @ParameterizedTest
  @CsvSource({"1, 0b01000000, 0, 255", "2, 0b00010000, 0, 255", "4, 0x01, 0, 255"})
  void readsSeveralPixelsOfAByte(int bits, String packed, int first, int second) {
    int colours = 1 << bits;
    byte[] data = new byte[4 * colours + 4];
    for (int i = 4; i < 4 * colours; i++) {
      data[i] = -1;
    }
    data[4 * colours] =
        (byte)
            (packed.startsWith("0b")
                ? Integer.parseInt(packed.substring(2), 2)
                : Integer.decode(packed));
    byte[] bmp = bmp(40, bits, UNCOMPRESSED, new int[0], data);
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(10, 54 + 4 * colours).putInt(18, 2);
    assertEquals(Image.of(2, 1, 1, b(first, second)), decode(bmp));
    assertEquals(1, ImageDecoder.header("a.bmp", bmp).channels());
  }

  @Test
  void refusesAPixelOfNoColour() {
    byte[] bmp = bmp(40, 8, UNCOMPRESSED, new int[0], b(1, 2, 3, 0, 0, 0, 0, 7));
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(10, 58).putInt(18, 4);
    assertTrue(messageOf(bmp).contains("a pixel has colour 7 of 1"));
  }

  @Test
  void readsTheOldestHeader() {
    ByteBuffer out = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'B').put((byte) 'M').putInt(30).putInt(0).putInt(26).putInt(12);
    out.putShort((short) 1).putShort((short) 1).putShort((short) 1).putShort((short) 24);
    assertEquals(Image.of(1, 1, 3, b(1, 2, 3)), decode(out.put(b(3, 2, 1, 0)).array()));
  }

  @Test
  void acceptsALastRowWithoutItsPadding() {
    byte[] whole = TestFiles.bmp(1, 2, 24, b(3, 2, 1, 0, 6, 5, 4, 0));
    byte[] short1 = Arrays.copyOf(whole, whole.length - 1);
    assertEquals(decode(whole), decode(short1));
    assertTrue(messageOf(Arrays.copyOf(whole, whole.length - 2)).contains("it is truncated"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5})
  void refusesCompressionByName(int method) {
    byte[] bmp = bmp(40, 8, method, new int[0], b(0, 0, 0, 0));
    String message = messageOf(bmp);
    assertTrue(message.contains("compressed BMPs are not supported (method " + method), message);
  }

  @Test
  void refusesMasksWithGapsAndImpossibleSizes() {
    assertTrue(
        messageOf(bmp(40, 32, BITFIELDS, new int[] {0xf0f, 0, 0}, b(0, 0, 0, 0))).contains("gaps"));
    byte[] lowest = bmp(40, 32, UNCOMPRESSED, new int[0], b(0, 0, 0, 0));
    ByteBuffer.wrap(lowest).order(ByteOrder.LITTLE_ENDIAN).putInt(22, Integer.MIN_VALUE);
    assertTrue(messageOf(lowest).contains("it says that it is"));
  }

  @Test
  void takesATextThatBeginsWithItsLettersForNone() {
    byte[] text =
        "BMW builds cars, and this is no picture of one.".getBytes(StandardCharsets.US_ASCII);
    assertTrue(messageOf(text).contains("not an image"));
  }

  private static String messageOf(byte[] bmp) {
    return assertThrows(UnreadableImageException.class, () -> decode(bmp)).getMessage();
  }

  private static byte[] b(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
