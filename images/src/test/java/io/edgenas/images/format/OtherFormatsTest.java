package io.edgenas.images.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.images.UnreadableImageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** "The content is not an image" was said of pictures in formats that are not read: issue 11. */
class OtherFormatsTest {
  private static String reasonOf(byte[] bytes) {
    return assertThrows(UnreadableImageException.class, () -> ImageDecoder.header("a.jpg", bytes))
        .reason();
  }

  private static byte[] file(String beginning) {
    return Arrays.copyOf(beginning.getBytes(StandardCharsets.ISO_8859_1), 600);
  }

  static Stream<Arguments> beginnings() {
    return Stream.of(
        Arguments.of("GIF89a", "GIF"),
        Arguments.of("II*\0\u0008", "TIFF"),
        Arguments.of("MM\0*\0", "TIFF"),
        Arguments.of("II*\0\u0010\0\0\0CR", "CR2"),
        Arguments.of("FUJIFILMCCD-RAW 0201", "RAF"),
        Arguments.of("IIU\0", "RW2"),
        Arguments.of("P1\n", "PBM"),
        Arguments.of("P2\n", "PGM"),
        Arguments.of("P3#", "PPM"),
        Arguments.of("P5 32 32 255\n", "PGM"),
        Arguments.of("P6\n32 32\n255\n", "PPM"),
        Arguments.of("P7\nWIDTH 3", "PAM"),
        Arguments.of("\0\0\0\u000cjP  \r\n\u0087\n", "JPEG 2000"),
        Arguments.of("\u00ffO\u00ffQ", "JPEG 2000"),
        Arguments.of("\u00ff\n\u00fa", "JPEG XL"),
        Arguments.of("\0\0\0\u000cJXL \r\n\u0087\n", "JPEG XL"),
        Arguments.of("II\u00bc\u0001", "JPEG XR"),
        Arguments.of("\u00ff\u00d8\u00ff\u00f7\0\u000b", "JPEG-LS"),
        Arguments.of("8BPS\0\u0001", "PSD"),
        Arguments.of("\0\0\u0001\0\u0002\0", "ICO"),
        Arguments.of("v/1\u0001", "OpenEXR"),
        Arguments.of("#?RADIANCE", "Radiance"),
        Arguments.of("qoif", "QOI"),
        Arguments.of("gimp xcf v011", "XCF"),
        Arguments.of("\0\0\0\u0018ftypheic", "HEIC"),
        Arguments.of("\0\0\0\u0018ftypavif", "AVIF"),
        Arguments.of("\0\0\0\u0018ftypcrx ", "CR3"),
        Arguments.of("\0\0\0\u0018ftypqt  ", "video"),
        Arguments.of("RIFF....AVI LIST", "video"),
        Arguments.of("<?xml version='1.0'?><svg", "SVG"),
        Arguments.of("<!DOCTYPE html><title>404", "web page"),
        Arguments.of("%PDF-1.7", "PDF"),
        Arguments.of("PK\u0003\u0004", "ZIP"),
        Arguments.of("\0\u0005\u0016\u0007", "AppleDouble"),
        Arguments.of("version https://git-lfs.github.com/spec/v1", "git lfs pull"));
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void namesAFormatThatIsNotRead(String beginning, String name) {
    String reason = reasonOf(file(beginning));
    assertTrue(reason.startsWith("this is a"), reason);
    assertTrue(reason.contains(name), reason);
    assertTrue(reason.endsWith("not read: only JPEG, PNG, BMP and WebP are"), reason);
  }

  @Test
  void knowsATargaByItsEndOrItsHeader() {
    byte[] signed = new byte[100];
    signed[7] = 3;
    byte[] end = "TRUEVISION-XFILE.\0".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(end, 0, signed, signed.length - end.length, end.length);
    assertTrue(reasonOf(signed).contains("TGA"), reasonOf(signed));
    byte[] plain = new byte[100];
    plain[2] = 2;
    plain[12] = 5;
    plain[14] = 5;
    plain[16] = 24;
    assertTrue(reasonOf(plain).contains("TGA"), reasonOf(plain));
    plain[16] = 23;
    assertEquals("the content is not an image, whatever the name says", reasonOf(plain));
  }

  @Test
  void knowsDicomAndMetafilesByWhatStandsFurtherBehind() {
    byte[] dicom = new byte[200];
    System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
    assertTrue(reasonOf(dicom).contains("a DICOM file"));
  }

  @Test
  void saysThatAFileHoldsOnlyZeros() {
    assertTrue(reasonOf(new byte[4096]).contains("nothing but zeros"));
  }

  @Test
  void saysOfAnythingElseThatItIsNone() {
    assertEquals(
        "the content is not an image, whatever the name says", reasonOf(file("Dear diary")));
  }
}
