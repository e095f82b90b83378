package io.edgenas.images.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.images.Image;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final byte[] NONE = {};

  /** Blocks of 8 pixels, so that JPEG keeps their colours. */
  private static int blocks(int x, int y) {
    int[] colours = {0xe02020, 0x20c040, 0x3030d0, 0xf0f0f0, 0x101010, 0xd0c020};
    return colours[x / 8 + 3 * (y / 8)];
  }

  private static void assertPixel(Image image, int x, int y, int rgb, int tolerance) {
    for (int c = 0; c < 3; c++) {
      assertEquals(rgb >> (16 - 8 * c) & 0xff, image.sample(x, y, c), tolerance, image + " " + c);
    }
  }

  @Test
  void decodesAJpegToTheColoursOfTheJdk() throws IOException {
    BufferedImage picture =
        TestFiles.picture(40, 30, (x, y) -> x * 6 << 16 | y * 8 << 8 | (x * y & 0xff));
    byte[] jpeg = TestFiles.jpeg(picture);
    BufferedImage expected = ImageIO.read(new ByteArrayInputStream(jpeg));
    Image image = ImageDecoder.decode("a.jpg", jpeg);
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        assertPixel(image, x, y, expected.getRGB(x, y), 0);
      }
    }
  }

  /** A plug-in made 8 bits of the 16 of coarse tables, without a word: issue 11. */
  @Test
  void readsQuantisersOf16Bits() {
    byte[] jpeg = TestFiles.jpeg(TestFiles.grey(16, 8, (x, y) -> x < 8 ? 127 : 129));
    Image expected = ImageDecoder.decode("a.jpg", jpeg);
    int table = 4;
    while (jpeg[table - 4] != -1 || jpeg[table - 3] != (byte) 0xdb) {
      table++;
    }
    ByteArrayOutputStream wide = new ByteArrayOutputStream();
    wide.write(jpeg, 0, table - 2);
    wide.writeBytes(new byte[] {0, (byte) 131, (byte) (0x10 | jpeg[table])});
    for (int i = 1; i <= 64; i++) {
      wide.writeBytes(new byte[] {0, jpeg[table + i]});
    }
    int length = (jpeg[table - 2] & 0xff) << 8 | jpeg[table - 1] & 0xff;
    assertEquals(67, length, "one table a segment");
    wide.write(jpeg, table + 65, jpeg.length - table - 65);
    assertEquals(expected, ImageDecoder.decode("wide.jpg", wide.toByteArray()));
    // One that does not fit into 8 bits: means are further from grey than there are levels.
    byte[] coarse = wide.toByteArray();
    int dc = 256 + jpeg[table + 1];
    coarse[table + 1] = (byte) (dc >> 8);
    coarse[table + 2] = (byte) dc;
    Image found = ImageDecoder.decode("coarse.jpg", coarse);
    assertEquals(0, found.sample(3, 3, 0));
    assertEquals(255, found.sample(12, 3, 0));
  }

  @Test
  void decodesAProgressiveJpeg() {
    Image image =
        ImageDecoder.decode(
            "a.jpg",
            TestFiles.progressiveJpeg(TestFiles.picture(24, 16, ImageDecoderTest::blocks)));
    assertPixel(image, 4, 4, blocks(4, 4), 6);
    assertPixel(image, 20, 12, blocks(20, 12), 6);
  }

  @Test
  void keepsGreyLevelsOfAGreyJpeg() {
    Image image =
        ImageDecoder.decode(
            "a.jpg", TestFiles.jpeg(TestFiles.grey(16, 8, (x, y) -> x < 8 ? 60 : 200)));
    assertEquals(1, image.channels());
    assertEquals(60, image.sample(3, 3, 0), 2);
    assertEquals(200, image.sample(12, 3, 0), 2);
  }

  /** The EXIF standard's own table: where the stored first row and first column belong. */
  @ParameterizedTest
  @CsvSource({
    "1,top,left", "2,top,right", "3,bottom,right", "4,bottom,left",
    "5,left,top", "6,right,top", "7,right,bottom", "8,left,bottom"
  })
  void turnsEveryExifOrientationUpright(int orientation, String firstRow, String firstColumn) {
    int width = 24;
    int height = 16;
    boolean sideways = orientation > 4;
    BufferedImage stored =
        TestFiles.picture(
            sideways ? height : width,
            sideways ? width : height,
            (column, row) -> {
              int x = sideways ? row : column;
              int y = sideways ? column : row;
              boolean right = (sideways ? firstRow : firstColumn).equals("right");
              boolean bottom = (sideways ? firstColumn : firstRow).equals("bottom");
              return blocks(right ? width - 1 - x : x, bottom ? height - 1 - y : y);
            });
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] jpeg =
          TestFiles.withSegment(TestFiles.jpeg(stored), 0xe1, TestFiles.exif(orientation, order));
      Image image = ImageDecoder.decode("a.jpg", jpeg);
      assertEquals(width, image.width());
      assertEquals(height, image.height());
      for (int y = 2; y < height; y += 4) {
        for (int x = 2; x < width; x += 4) {
          assertPixel(image, x, y, blocks(x, y), 8);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65535})
  void takesAMeaninglessOrientationAsUpright(int orientation) {
    byte[] jpeg = TestFiles.jpeg(TestFiles.picture(24, 16, ImageDecoderTest::blocks));
    byte[] tagged =
        TestFiles.withSegment(jpeg, 0xe1, TestFiles.exif(orientation, ByteOrder.BIG_ENDIAN));
    assertEquals(ImageDecoder.decode("a.jpg", jpeg), ImageDecoder.decode("b.jpg", tagged));
  }

  @Test
  void readsABrokenExifBlockAsNone() {
    byte[] jpeg = TestFiles.jpeg(TestFiles.picture(24, 16, ImageDecoderTest::blocks));
    byte[] exif = TestFiles.exif(6, ByteOrder.BIG_ENDIAN);
    exif[13] = 120; // the directory lies beyond the block
    assertEquals(
        ImageDecoder.decode("a.jpg", jpeg),
        ImageDecoder.decode("b.jpg", TestFiles.withSegment(jpeg, 0xe1, exif)));
  }

  @Test
  void turnsPngAndWebpByTheirOrientationToo() {
    byte[] rows = {0, 10, 20, 30};
    byte[] exif = TestFiles.chunk("eXIf", TestFiles.tiff(6, ByteOrder.LITTLE_ENDIAN));
    Image png = ImageDecoder.decode("a.png", TestFiles.png(3, 1, 8, 0, exif, rows));
    assertEquals(Image.of(1, 3, 1, new byte[] {10, 20, 30}), png);

    byte[] lossless = TestFiles.webp(2, 1, new int[] {10, 200}, 255, new boolean[] {false, true});
    byte[] chunk = Arrays.copyOfRange(lossless, 12, lossless.length);
    byte[] features = {0x0c, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    byte[] turned =
        TestFiles.riff(
            TestFiles.webpChunk("VP8X", features),
            chunk,
            TestFiles.webpChunk("EXIF", TestFiles.tiff(3, ByteOrder.BIG_ENDIAN)));
    Image webp = ImageDecoder.decode("a.webp", turned);
    assertEquals(200, webp.sample(0, 0, 1));
    assertEquals(10, webp.sample(1, 0, 1));
  }

  /** Ink amounts of three blocks and the colours that they print. */
  private static final int[][] INKS = {{0, 0, 0, 0}, {255, 0, 0, 0}, {0, 128, 255, 51}};

  private static final int[] PRINTED = {0xffffff, 0x00ffff, 0xcc6600};

  /** Stored as 255 minus the ink. */
  private static WritableRaster cmyk(boolean ycc) {
    WritableRaster raster = Raster.createInterleavedRaster(0, 24, 8, 4, null);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 24; x++) {
        int[] pixel = INKS[x / 8].clone();
        for (int c = 0; c < 4; c++) {
          pixel[c] = 255 - pixel[c];
        }
        if (ycc) {
          int r = 255 - pixel[0];
          int g = 255 - pixel[1];
          int b = 255 - pixel[2];
          pixel[0] = (int) Math.round(0.299 * r + 0.587 * g + 0.114 * b);
          pixel[1] = (int) Math.round(128 - 0.168736 * r - 0.331264 * g + 0.5 * b);
          pixel[2] = (int) Math.round(128 + 0.5 * r - 0.418688 * g - 0.081312 * b);
          pixel[1] = Math.min(255, pixel[1]);
          pixel[2] = Math.min(255, pixel[2]);
        }
        raster.setPixel(x, y, pixel);
      }
    }
    return raster;
  }

  @Test
  void printsCmykJpegsWithTheMarkerOfAdobe() {
    assertPrinted(TestFiles.withSegment(TestFiles.rawJpeg(cmyk(false)), 0xee, TestFiles.adobe(0)));
  }

  /** As browsers, Pillow, OpenCV and libjpeg-turbo do: issue 11, comparing decoders. */
  @Test
  void printsCmykJpegsWithoutTheMarkerLikewise() {
    assertPrinted(TestFiles.rawJpeg(cmyk(false)));
  }

  @Test
  void printsYcckJpegs() {
    assertPrinted(TestFiles.withSegment(TestFiles.rawJpeg(cmyk(true)), 0xee, TestFiles.adobe(2)));
  }

  private static void assertPrinted(byte[] jpeg) {
    Image image = ImageDecoder.decode("print.jpg", jpeg);
    for (int block = 0; block < 3; block++) {
      assertPixel(image, 8 * block + 4, 4, PRINTED[block], 5);
    }
  }

  @Test
  void readsRgbJpegsAsTheirAdobeMarkerSays() {
    WritableRaster raster = Raster.createInterleavedRaster(0, 8, 8, 3, null);
    for (int i = 0; i < 64; i++) {
      raster.setPixel(i % 8, i / 8, new int[] {200, 100, 50});
    }
    byte[] jpeg = TestFiles.withSegment(TestFiles.rawJpeg(raster), 0xee, TestFiles.adobe(0));
    assertPixel(ImageDecoder.decode("a.jpg", jpeg), 4, 4, 0xc86432, 3);
  }

  @Test
  void scales16BitGreyTo8() {
    byte[] rows = {0, 0, 0, 0x12, 0x34, (byte) 0x80, 0, (byte) 0xff, (byte) 0xff};
    Image image = ImageDecoder.decode("a.png", TestFiles.png(4, 1, 16, 0, NONE, rows));
    assertEquals(Image.of(4, 1, 1, new byte[] {0, 0x12, (byte) 0x80, -1}), image);
  }

  @Test
  void scales16BitColourTo8() {
    byte[] rows = {0, 0x20, 0, (byte) 0xff, (byte) 0xff, 0, 0};
    Image image = ImageDecoder.decode("a.png", TestFiles.png(1, 1, 16, 2, NONE, rows));
    assertEquals(Image.of(1, 1, 3, new byte[] {0x20, -1, 0}), image);
  }

  @Test
  void putsATransparentPaletteOnWhite() {
    byte[] palette = TestFiles.chunk("PLTE", new byte[] {100, 0, 0, 0, 100, 0, 0, 0, 100});
    byte[] alpha = TestFiles.chunk("tRNS", new byte[] {0, (byte) 128});
    byte[] chunks = join(palette, alpha);
    Image image =
        ImageDecoder.decode("a.png", TestFiles.png(3, 1, 8, 3, chunks, new byte[] {0, 0, 1, 2}));
    // (0*128 + 255*127)/255 = 127 and (100*128 + 255*127)/255 = 177.2
    assertEquals(
        Image.of(3, 1, 3, new byte[] {-1, -1, -1, 127, (byte) 177, 127, 0, 0, 100}), image);
  }

  @Test
  void putsTransparentColourOnWhite() {
    byte[] rows = {0, 10, 20, 30, 0, 10, 20, 30, -1};
    Image image = ImageDecoder.decode("a.png", TestFiles.png(2, 1, 8, 6, NONE, rows));
    assertEquals(Image.of(2, 1, 3, new byte[] {-1, -1, -1, 10, 20, 30}), image);
  }

  @Test
  void putsTheOneTransparentColourOfAPngOnWhite() {
    byte[] key = TestFiles.chunk("tRNS", new byte[] {0, 10, 0, 20, 0, 30});
    byte[] rows = {0, 10, 20, 30, 11, 20, 30};
    Image image = ImageDecoder.decode("a.png", TestFiles.png(2, 1, 8, 2, key, rows));
    assertEquals(Image.of(2, 1, 3, new byte[] {-1, -1, -1, 11, 20, 30}), image);
  }

  @Test
  void putsTransparentGreyOnWhite() {
    byte[] rows = {0, 10, 0, 10, -1};
    Image image = ImageDecoder.decode("a.png", TestFiles.png(2, 1, 8, 4, NONE, rows));
    assertEquals(Image.of(2, 1, 1, new byte[] {-1, 10}), image);
  }

  @Test
  void readsGreyOfOneAndTwoBits() {
    byte[] one = {0, (byte) 0b01000000};
    assertEquals(
        Image.of(2, 1, 1, new byte[] {0, -1}),
        ImageDecoder.decode("a.png", TestFiles.png(2, 1, 1, 0, NONE, one)));
    byte[] two = {0, (byte) 0b00011011};
    assertEquals(
        Image.of(4, 1, 1, new byte[] {0, 85, (byte) 170, -1}),
        ImageDecoder.decode("a.png", TestFiles.png(4, 1, 2, 0, NONE, two)));
  }

  @Test
  void ignoresColourProfilesAndTextsOfAPng() {
    byte[] junk =
        join(TestFiles.chunk("iCCP", new byte[] {1, 2, 3}), TestFiles.chunk("zTXt", new byte[9]));
    byte[] rows = {0, 10, 20, 30};
    assertEquals(
        Image.of(1, 1, 3, new byte[] {10, 20, 30}),
        ImageDecoder.decode("a.png", TestFiles.png(1, 1, 8, 2, junk, rows)));
  }

  @Test
  void readsBmpsFromTheBottomAndFromTheTop() {
    byte[] pixels = {3, 2, 1, 0, 6, 5, 4, 0};
    assertEquals(
        Image.of(1, 2, 3, new byte[] {4, 5, 6, 1, 2, 3}),
        ImageDecoder.decode("a.bmp", TestFiles.bmp(1, 2, 24, pixels)));
    assertEquals(
        Image.of(1, 2, 3, new byte[] {1, 2, 3, 4, 5, 6}),
        ImageDecoder.decode("a.bmp", TestFiles.bmp(1, -2, 24, pixels)));
  }

  @Test
  void scalesBmpsOf5BitsASample() {
    byte[] pixels = {0, 0x7c, 0x10, 0x42};
    assertEquals(
        Image.of(2, 1, 3, new byte[] {-1, 0, 0, (byte) 132, (byte) 132, (byte) 132}),
        ImageDecoder.decode("a.bmp", TestFiles.bmp(2, 1, 16, pixels)));
  }

  @Test
  void takesTheFourthByteOfABmpAsPadding() {
    byte[] pixels = {3, 2, 1, 0};
    assertEquals(
        Image.of(1, 1, 3, new byte[] {1, 2, 3}),
        ImageDecoder.decode("a.bmp", TestFiles.bmp(1, 1, 32, pixels)));
  }

  @Test
  void readsALosslessWebp() {
    boolean[] pattern = {true, false, false, true, true, false};
    Image image =
        ImageDecoder.decode("a.webp", TestFiles.webp(3, 2, new int[] {10, 200}, 255, pattern));
    byte[] expected = new byte[18];
    for (int i = 0; i < 6; i++) {
      expected[3 * i] = (byte) 250;
      expected[3 * i + 1] = (byte) (pattern[i] ? 200 : 10);
      expected[3 * i + 2] = 5;
    }
    assertEquals(Image.of(3, 2, 3, expected), image);
  }

  @Test
  void readsALosslessWebpToItsLastBit() {
    boolean[] pattern = new boolean[101 * 97];
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = random.nextBoolean();
    }
    Image image =
        ImageDecoder.decode("a.webp", TestFiles.webp(101, 97, new int[] {10, 200}, 255, pattern));
    for (int i = 0; i < pattern.length; i++) {
      assertEquals(pattern[i] ? 200 : 10, image.sample(i % 101, i / 101, 1));
    }
  }

  @Test
  void ignoresTheColourProfileOfAWebp() {
    byte[] plain = TestFiles.webp(2, 1, new int[] {10, 200}, 255, new boolean[] {false, true});
    byte[] features = {0x20, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    byte[] profiled =
        TestFiles.riff(
            TestFiles.webpChunk("VP8X", features),
            TestFiles.webpChunk("ICCP", new byte[] {1, 2, 3}),
            Arrays.copyOfRange(plain, 12, plain.length));
    assertEquals(ImageDecoder.decode("a.webp", plain), ImageDecoder.decode("b.webp", profiled));
  }

  @Test
  void putsATransparentWebpOnWhite() {
    boolean[] pattern = {true, false};
    Image image =
        ImageDecoder.decode("a.webp", TestFiles.webp(2, 1, new int[] {0, 200}, 51, pattern));
    assertEquals(254, image.sample(0, 0, 0));
    assertEquals(244, image.sample(0, 0, 1));
    assertEquals(204, image.sample(1, 0, 1));
  }

  @Test
  void readsALossyWebp() {
    // One grey pixel, the smallest lossy WebP.
    byte[] webp =
        Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    Image image = ImageDecoder.decode("a.webp", webp);
    assertEquals(1, image.width());
    assertEquals(3, image.channels());
  }

  @Test
  void readsEverySecondPixelOfAHugePicture() {
    int side = 9000;
    int rowBytes = side / 8;
    byte[] rows = new byte[side * (rowBytes + 1)];
    for (int y = 0; y < side; y++) {
      Arrays.fill(
          rows, y * (rowBytes + 1) + 1 + rowBytes / 2, (y + 1) * (rowBytes + 1), (byte) 0xff);
    }
    Image image = ImageDecoder.decode("a.png", TestFiles.png(side, side, 1, 0, NONE, rows));
    assertEquals(4500, image.width());
    assertEquals(4500, image.height());
    assertEquals(0, image.sample(2200, 4499, 0));
    assertEquals(255, image.sample(2300, 0, 0));
  }

  @Test
  void goesByTheContentAndNotTheName(@TempDir Path folder) throws IOException {
    byte[] rows = {0, 10, 20, 30};
    Path misnamed = folder.resolve("photo.jpg");
    Files.write(misnamed, TestFiles.png(1, 1, 8, 2, NONE, rows));
    assertArrayEquals(new byte[] {10, 20, 30}, ImageDecoder.decode(misnamed).toBytes());
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
