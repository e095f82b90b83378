package io.edgenas.images.format;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What files are that are none of the formats read, told by their bytes, so that a message can name
 * them.
 */
final class OtherFormats {
  private static final int SNIFFED = 512;

  /** What files begin with, the more special first. */
  private static final Map<String, String> BEGINNINGS = new LinkedHashMap<>();

  /** The same from the fifth byte on: ISO media files, after the size of their first box. */
  private static final Map<String, String> BRANDS = new LinkedHashMap<>();

  static {
    BEGINNINGS.put("GIF8", "a GIF");
    BEGINNINGS.put("II*\0\u0010\0\0\0CR", "a camera's raw file (CR2)");
    BEGINNINGS.put(
        "II*\0", "a TIFF, or a camera's raw file that is built like one (DNG, NEF, ARW)");
    BEGINNINGS.put(
        "MM\0*", "a TIFF, or a camera's raw file that is built like one (DNG, NEF, PEF)");
    BEGINNINGS.put("II+\0", "a BigTIFF");
    BEGINNINGS.put("MM\0+", "a BigTIFF");
    BEGINNINGS.put("IIRO", "a camera's raw file (ORF)");
    BEGINNINGS.put("IIRS", "a camera's raw file (ORF)");
    BEGINNINGS.put("MMOR", "a camera's raw file (ORF)");
    BEGINNINGS.put("IIU\0", "a camera's raw file (RW2)");
    BEGINNINGS.put("II\u001a\0\0\0HEAPCCDR", "a camera's raw file (CRW)");
    BEGINNINGS.put("FUJIFILMCCD-RAW", "a camera's raw file (RAF)");
    BEGINNINGS.put("FOVb", "a camera's raw file (X3F)");
    BEGINNINGS.put("\0MRM", "a camera's raw file (MRW)");
    BEGINNINGS.put("II\u00bc", "a JPEG XR");
    BEGINNINGS.put("\0\0\0\u000cjP  \r\n\u0087\n", "a JPEG 2000");
    BEGINNINGS.put("\u00ffO\u00ffQ", "a JPEG 2000");
    BEGINNINGS.put("\0\0\0\u000cJXL \r\n\u0087\n", "a JPEG XL");
    BEGINNINGS.put("\u00ff\n", "a JPEG XL");
    BEGINNINGS.put("8BPS", "a Photoshop (PSD)");
    BEGINNINGS.put("gimp xcf", "a GIMP (XCF)");
    BEGINNINGS.put("icns", "an icon (ICNS)");
    BEGINNINGS.put("v/1\1", "an OpenEXR");
    BEGINNINGS.put("#?RADIANCE", "a Radiance (HDR)");
    BEGINNINGS.put("#?RGBE", "a Radiance (HDR)");
    BEGINNINGS.put("DDS ", "a DirectDraw texture (DDS)");
    BEGINNINGS.put("\u00abKTX ", "a texture (KTX)");
    BEGINNINGS.put("\u0013\u00ab\u00a1\\", "a texture (ASTC)");
    BEGINNINGS.put("qoif", "a QOI");
    BEGINNINGS.put("FLIF", "a FLIF");
    BEGINNINGS.put("BPG\u00fb", "a BPG");
    BEGINNINGS.put("farbfeld", "a farbfeld");
    BEGINNINGS.put("AT&TFORM", "a DjVu");
    BEGINNINGS.put("\u008aMNG\r\n\u001a\n", "a MNG");
    BEGINNINGS.put("\u008bJNG\r\n\u001a\n", "a JNG");
    BEGINNINGS.put("\u0001\u00da\0", "an SGI");
    BEGINNINGS.put("\u0001\u00da\1", "an SGI");
    BEGINNINGS.put("Y\u00a6j\u0095", "a Sun raster");
    BEGINNINGS.put("\n\0\1", "a PCX");
    BEGINNINGS.put("\n\2\1", "a PCX");
    BEGINNINGS.put("\n\3\1", "a PCX");
    BEGINNINGS.put("\n\5\1", "a PCX");
    BEGINNINGS.put("/* XPM */", "an XPM");
    BEGINNINGS.put("#define ", "an XBM");
    BEGINNINGS.put("SIMPLE  =", "a FITS");
    BEGINNINGS.put("\u00d7\u00cd\u00c6\u009a", "a Windows metafile (WMF)");
    BEGINNINGS.put("PF\n", "a PFM");
    BEGINNINGS.put("Pf\n", "a PFM");
    BEGINNINGS.put("%PDF", "a PDF");
    BEGINNINGS.put("%!PS", "a PostScript");
    BEGINNINGS.put("RIFF", "a sound or video (RIFF)");
    BEGINNINGS.put("\u001aE\u00df\u00a3", "a video (Matroska or WebM)");
    BEGINNINGS.put("\u0089HDF\r\n\u001a\n", "an HDF5");
    BEGINNINGS.put("\u0093NUMPY", "a NumPy array");
    BEGINNINGS.put("PK\3\4", "a ZIP archive or office");
    BEGINNINGS.put("\u001f\u008b", "a gzip-compressed");
    BEGINNINGS.put("7z\u00bc\u00af'\u001c", "a 7-Zip archive");
    BEGINNINGS.put("Rar!", "a RAR archive");
    BEGINNINGS.put("\0\5\u0016\7", "a sidecar (AppleDouble)");
    BEGINNINGS.put(
        "version https://git-lfs", "a pointer (Git LFS, to be fetched with \"git lfs pull\")");

    BRANDS.put("ftyphei", "a HEIC");
    BRANDS.put("ftyphev", "a HEIC");
    BRANDS.put("ftypmif1", "a HEIF");
    BRANDS.put("ftypmsf1", "a HEIF");
    BRANDS.put("ftypavi", "an AVIF");
    BRANDS.put("ftypcrx", "a camera's raw file (CR3)");
    BRANDS.put("ftypjxl", "a JPEG XL");
    BRANDS.put("ftypjp2", "a JPEG 2000");
    BRANDS.put("ftyp", "a video (MP4 or QuickTime)");
  }

  private OtherFormats() {}

  /** The format with an article, to be followed by "file"; empty where none is known. */
  static Optional<String> nameOf(byte[] bytes) {
    for (Map.Entry<String, String> brand : BRANDS.entrySet()) {
      if (ImageFormat.startsWith(bytes, 4, brand.getKey())) {
        return Optional.of(brand.getValue());
      }
    }
    for (Map.Entry<String, String> beginning : BEGINNINGS.entrySet()) {
      if (ImageFormat.startsWith(bytes, 0, beginning.getKey())) {
        return Optional.of(beginning.getValue());
      }
    }
    if (ImageFormat.startsWith(bytes, 128, "DICM")) {
      return Optional.of("a DICOM");
    }
    if (ImageFormat.startsWith(bytes, 40, " EMF")) {
      return Optional.of("a Windows metafile (EMF)");
    }
    if (isIcon(bytes)) {
      return Optional.of(bytes[2] == 1 ? "an icon (ICO)" : "a cursor (CUR)");
    }
    if (isNetpbm(bytes)) {
      return Optional.of(netpbm(bytes[1]));
    }
    return isTarga(bytes) ? Optional.of("a Targa (TGA)") : markup(bytes);
  }

  /** Two zeros, a kind and how many there are; Targa files have 0 in that place. */
  private static boolean isIcon(byte[] bytes) {
    return bytes.length > 5
        && (ImageFormat.startsWith(bytes, 0, "\0\0\1\0")
            || ImageFormat.startsWith(bytes, 0, "\0\0\2\0"))
        && (bytes[4] | bytes[5]) != 0;
  }

  /** "P", a digit and white space or a comment. */
  private static boolean isNetpbm(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == 'P'
        && bytes[1] >= '1'
        && bytes[1] <= '7'
        && (bytes[2] == '#' || Character.isWhitespace(bytes[2]));
  }

  private static String netpbm(byte digit) {
    return switch (digit) {
      case '1', '4' -> "a PBM (Netpbm)";
      case '2', '5' -> "a PGM (Netpbm)";
      case '3', '6' -> "a PPM (Netpbm)";
      default -> "a PAM (Netpbm)";
    };
  }

  /**
   * Targa files have a signature at their end if any; else what their header says must be sound.
   */
  private static boolean isTarga(byte[] bytes) {
    if (bytes.length < 18) {
      return false;
    }
    if (ImageFormat.startsWith(bytes, bytes.length - 18, "TRUEVISION-XFILE.\0")) {
      return true;
    }
    int map = bytes[1];
    int type = bytes[2];
    int depth = bytes[16];
    boolean palette = type == 1 || type == 9;
    boolean colour = type == 2 || type == 10;
    boolean grey = type == 3 || type == 11;
    boolean sized = (bytes[12] | bytes[13]) != 0 && (bytes[14] | bytes[15]) != 0;
    boolean deep = colour ? depth == 15 || depth == 16 || depth == 24 || depth == 32 : depth == 8;
    return sized
        && deep
        && (palette && map == 1 || (colour || grey) && map == 0)
        && (bytes[17] & 0xc0) == 0;
  }

  private static Optional<String> markup(byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(bytes.length, SNIFFED), StandardCharsets.ISO_8859_1);
    String text = start.toLowerCase(Locale.ROOT);
    if (text.contains("<svg")) {
      return Optional.of("an SVG");
    }
    if (text.contains("<!doctype html") || text.contains("<html")) {
      return Optional.of("a web page (HTML)");
    }
    return Optional.empty();
  }
}
