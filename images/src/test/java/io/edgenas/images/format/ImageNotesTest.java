package io.edgenas.images.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgenas.images.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an orientation may stand, and which counts: issue 11, item 9 and the list of faults. */
class ImageNotesTest {
  private static final byte[] ROWS = {0, 10, 20, 30};
  private static final int APP1 = 0xe1;

  private static byte[] jpeg() {
    return TestFiles.jpeg(TestFiles.picture(24, 16, (x, y) -> x * 9 << 16 | y * 15));
  }

  private static byte[] exif(int orientation) {
    return TestFiles.exif(orientation, ByteOrder.BIG_ENDIAN);
  }

  private static byte[] xmp(String inside) {
    String packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description " + inside;
    return packet.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] xmpSegment(String inside) {
    return join("http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII), xmp(inside));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Whether the 24x16 picture is turned by a quarter. */
  private static boolean turned(byte[] jpeg) {
    return ImageDecoder.header("a.jpg", jpeg).height() == 24;
  }

  @Test
  void takesTheFirstOfTwoExifSegments() {
    byte[] then1 = TestFiles.withSegment(jpeg(), APP1, exif(1));
    assertEquals(true, turned(TestFiles.withSegment(then1, APP1, exif(6))));
    byte[] then6 = TestFiles.withSegment(jpeg(), APP1, exif(6));
    assertEquals(false, turned(TestFiles.withSegment(then6, APP1, exif(1))));
  }

  @Test
  void goesOnReadingInTheNextSegmentWhereTheFirstIsFull() {
    byte[] tiff = TestFiles.tiff(6, ByteOrder.BIG_ENDIAN);
    // The directory is moved behind 64 KiB of something else.
    byte[] block = new byte[70_000];
    System.arraycopy(tiff, 0, block, 0, 8);
    System.arraycopy(tiff, 8, block, 68_000, tiff.length - 8);
    java.nio.ByteBuffer.wrap(block).putInt(4, 68_000);
    byte[] mark = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    byte[] second = join(mark, Arrays.copyOfRange(block, 65_000, block.length));
    byte[] first = join(mark, Arrays.copyOf(block, 65_000));
    byte[] jpeg = TestFiles.withSegment(TestFiles.withSegment(jpeg(), APP1, second), APP1, first);
    assertEquals(true, turned(jpeg));
  }

  @Test
  void ignoresExifThatStandsAfterTheScanOrTheEnd() {
    byte[] whole = jpeg();
    byte[] segment = TestFiles.withSegment(new byte[] {-1, (byte) 0xd8}, APP1, exif(6));
    byte[] marker = Arrays.copyOfRange(segment, 2, segment.length);
    byte[] picture = Arrays.copyOf(whole, whole.length - 2);
    byte[] end = {-1, (byte) 0xd9};
    assertEquals(false, turned(join(picture, marker, end)));
    assertEquals(false, turned(join(whole, marker)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiff:Orientation=\"6\"/>",
        "tiff:Make='x' tiff:Orientation = '6'/>",
        "><tiff:Orientation>6</tiff:Orientation>",
        "><tiff:Orientation>\n 6\n</tiff:Orientation>"
      })
  void readsTheOrientationOfXmp(String inside) {
    assertEquals(true, turned(TestFiles.withSegment(jpeg(), APP1, xmpSegment(inside))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiff:Orientation=\"16\"/>",
        "tiff:Orientation=\"0\"/>",
        "tiff:Orientation=\"&six;\"/>",
        "crs:Orientation=\"6\"/>",
        "tiff:Orientation='1'/><tiff:Orientation>6</tiff:Orientation>"
      })
  void takesXmpThatSaysNothingOfUseAsUpright(String inside) {
    assertEquals(false, turned(TestFiles.withSegment(jpeg(), APP1, xmpSegment(inside))));
  }

  @Test
  void believesExifBeforeXmp() {
    byte[] xmp = TestFiles.withSegment(jpeg(), APP1, xmpSegment("tiff:Orientation='6'/>"));
    assertEquals(false, turned(TestFiles.withSegment(xmp, APP1, exif(1))));
    byte[] other = exif(6);
    other[6 + 8 + 2 + 12 + 1] = 0x0f; // another tag: EXIF says nothing
    assertEquals(true, turned(TestFiles.withSegment(xmp, APP1, other)));
    byte[] exif6 = TestFiles.withSegment(jpeg(), APP1, exif(6));
    assertEquals(
        true, turned(TestFiles.withSegment(exif6, APP1, xmpSegment("tiff:Orientation='1'/>"))));
  }

  private static void assertUpright(Image expected, byte[]... chunks) {
    byte[] png = TestFiles.png(3, 1, 8, 0, join(chunks), ROWS);
    assertEquals(expected, ImageDecoder.decode("a.png", png));
  }

  private static final Image TURNED = Image.of(1, 3, 1, new byte[] {10, 20, 30});
  private static final Image STORED = Image.of(3, 1, 1, new byte[] {10, 20, 30});

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** As ImageMagick writes it. */
  private static byte[] rawProfile(String type, byte[] profile) {
    StringBuilder text =
        new StringBuilder("\n" + type + "\n" + String.format("%8d", profile.length));
    String hex = HexFormat.of().formatHex(profile);
    for (int i = 0; i < hex.length(); i += 72) {
      text.append('\n').append(hex, i, Math.min(hex.length(), i + 72));
    }
    return latin1(text + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exif", "APP1"})
  void readsTheRawExifProfileOfAPng(String type) {
    byte[] text = rawProfile(type, exif(6));
    byte[] keyword = latin1("Raw profile type " + type + "\0");
    assertUpright(TURNED, TestFiles.chunk("tEXt", join(keyword, text)));
    byte[] packed = join(keyword, new byte[1], deflated(text));
    assertUpright(TURNED, TestFiles.chunk("zTXt", packed));
    byte[] international = join(keyword, new byte[] {1, 0, 0, 0}, deflated(text));
    assertUpright(TURNED, TestFiles.chunk("iTXt", international));
  }

  @Test
  void readsTheXmpOfAPng() {
    byte[] packet = xmp("tiff:Orientation='6'/>");
    byte[] keyword = latin1("XML:com.adobe.xmp\0");
    assertUpright(TURNED, TestFiles.chunk("iTXt", join(keyword, new byte[4], packet)));
    assertUpright(
        TURNED,
        TestFiles.chunk(
            "iTXt", join(keyword, new byte[] {1, 0}, latin1("en\0\0"), deflated(packet))));
    assertUpright(
        TURNED,
        TestFiles.chunk(
            "zTXt", join(latin1("Raw profile type xmp\0\0"), deflated(rawProfile("xmp", packet)))));
  }

  @Test
  void believesTheExifChunkOfAPngBeforeItsTexts() {
    byte[] raw = join(latin1("Raw profile type exif\0"), rawProfile("exif", exif(6)));
    assertUpright(
        STORED,
        TestFiles.chunk("tEXt", raw),
        TestFiles.chunk("eXIf", TestFiles.tiff(1, ByteOrder.LITTLE_ENDIAN)));
    byte[] packet = join(latin1("XML:com.adobe.xmp\0"), new byte[4], xmp("tiff:Orientation='3'/>"));
    assertUpright(TURNED, TestFiles.chunk("iTXt", packet), TestFiles.chunk("tEXt", raw));
  }

  @Test
  void readsBrokenTextsOfAPngAsNone() {
    byte[] keyword = latin1("Raw profile type exif\0");
    for (byte[] text :
        new byte[][] {
          keyword,
          latin1("Raw profile type exif"),
          join(keyword, latin1("\nexif\n 44\nzz")),
          join(keyword, latin1("\n\n\n\n4")),
          new byte[0],
          new byte[200]
        }) {
      for (String type : new String[] {"tEXt", "zTXt", "iTXt"}) {
        assertUpright(STORED, TestFiles.chunk(type, text));
      }
    }
  }

  /** 400 texts that would inflate to 16 MiB each: 4 GB of zeros in 6 MB. */
  @Test
  void inflatesNoMoreThanABound() {
    byte[] bomb =
        TestFiles.chunk(
            "zTXt", join(latin1("Raw profile type exif\0\0"), deflated(new byte[16 << 20])));
    byte[][] bombs = new byte[400][];
    Arrays.fill(bombs, bomb);
    org.junit.jupiter.api.Assertions.assertTimeout(
        java.time.Duration.ofSeconds(20), () -> assertUpright(STORED, bombs));
  }

  private static byte[] webp(int flags, byte[]... notes) {
    byte[] lossless = TestFiles.webp(2, 1, new int[] {10, 200}, 255, new boolean[] {false, true});
    byte[] features = {(byte) flags, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    return TestFiles.riff(
        TestFiles.webpChunk("VP8X", features),
        Arrays.copyOfRange(lossless, 12, lossless.length),
        join(notes));
  }

  private static boolean mirrored(byte[] webp) {
    return ImageDecoder.decode("a.webp", webp).sample(0, 0, 1) == 200;
  }

  @Test
  void readsTheNotesThatAWebpAnnounces() {
    byte[] exif = TestFiles.webpChunk("EXIF", TestFiles.tiff(3, ByteOrder.BIG_ENDIAN));
    byte[] exif1 = TestFiles.webpChunk("EXIF", TestFiles.exif(1, ByteOrder.LITTLE_ENDIAN));
    byte[] xmp = TestFiles.webpChunk("XMP ", xmp("tiff:Orientation=\"3\"/>"));
    assertEquals(true, mirrored(webp(8, exif)));
    assertEquals(true, mirrored(webp(4, xmp)));
    assertEquals(false, mirrored(webp(12, exif1, xmp)));
    assertEquals(true, mirrored(webp(8, exif, exif1)));
    assertEquals(false, mirrored(webp(0, exif, xmp)));
  }
}
