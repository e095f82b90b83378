package io.edgenas.images.format;

import io.edgenas.images.raster.JpegColour;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * Walks the markers of a JPEG: is it one that can be decoded, is it whole, how are its colours
 * coded and how does it lie. Of what it says about itself only counts what stands before the first
 * scan, as for libjpeg and for whoever reads a header and no more.
 */
final class JpegFile {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COM = 0xfe;
  private static final int TEM = 0x01;

  private static final String EXIF = "Exif\0\0";
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  /** Usual progressive files have about 10 scans; each costs a pass over the picture. */
  private static final int MAX_SCANS = 100;

  /** Of pixels times scans: ten scans of the largest picture, a hundred of ten megapixels. */
  private static final long MAX_WORK = 10L * ImageDecoder.MAX_PIXELS;

  private final byte[] bytes;
  private final ByteArrayOutputStream kept;
  private final ImageNotes notes = new ImageNotes();
  private int width;
  private int height;
  private boolean jfif;
  private int adobeTransform = -1;
  private int components;
  private boolean namedRgb;
  private int scans;

  private JpegFile(byte[] bytes) {
    this.bytes = bytes;
    kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, 2);
  }

  static EncodedImage scan(byte[] bytes) throws IIOException {
    JpegFile file = new JpegFile(bytes);
    file.walk();
    if (file.components == 0 || file.scans == 0) {
      throw new IIOException("the JPEG holds no picture");
    }
    if ((long) file.width * file.height * file.scans > MAX_WORK) {
      throw new IIOException(
          String.format(
              "it has %d scans of %dx%d pixels, each a pass over the picture, which would take long:"
                  + " save it again with fewer scans or make it smaller",
              file.scans, file.width, file.height));
    }
    JpegColour colour = file.colour();
    return new EncodedImage(
        ImageFormat.JPEG,
        file.width,
        file.height,
        colour.channels(),
        file.notes.orientation(),
        new PluginDecoding(ImageFormat.JPEG, file.kept.toByteArray(), Optional.of(colour)));
  }

  /** The decisions of the IJG library, jdapimin.c, default_decompress_parms. */
  private JpegColour colour() {
    boolean adobe = adobeTransform >= 0;
    return switch (components) {
      case 1 -> new JpegColour(1, false);
      case 3 -> new JpegColour(3, jfif || (adobe ? adobeTransform != 0 : !namedRgb));
      default -> new JpegColour(4, adobeTransform == 2);
    };
  }

  /**
   * Keeps the segments that decide the pixels, and the coded data behind them. Applications' own
   * and comments are left out, so that the decoder never meets a broken one.
   */
  private void walk() throws IIOException {
    int at = 2;
    boolean coded = false;
    while (true) {
      int marker = nextMarker(at);
      if (marker < 0) {
        throw new IIOException("the JPEG ends before its end marker: it is truncated");
      }
      if (coded) {
        kept.write(bytes, at, marker - 1 - at);
      }
      at = marker + 1;
      int code = bytes[marker] & 0xff;
      if (code == EOI) {
        kept.write(bytes, marker - 1, 2);
        return;
      }
      if (code == SOI || code == TEM) {
        continue;
      }
      int length = at + 2 <= bytes.length ? unsigned16(at) : 0;
      if (length < 2 || length > bytes.length - at) {
        throw new IIOException("the JPEG ends inside a segment: it is truncated or damaged");
      }
      segment(code, at + 2, length - 2);
      coded = code == SOS;
      if ((code < APP0 || code > APP15) && code != COM) {
        kept.write(bytes, marker - 1, 2 + length);
      }
      at += length;
    }
  }

  /**
   * Index of the code byte of the next marker, -1 if there is none. Skips coded picture data, in
   * which 0xff is followed by 0 or by a restart marker.
   */
  private int nextMarker(int from) {
    for (int i = from; i + 1 < bytes.length; i++) {
      int code = bytes[i + 1] & 0xff;
      if (bytes[i] == (byte) 0xff && code != 0 && code != 0xff && (code < 0xd0 || code > 0xd7)) {
        return i + 1;
      }
    }
    return -1;
  }

  private void segment(int code, int at, int length) throws IIOException {
    switch (code) {
      case APP0, APP1, APP14 -> {
        if (scans == 0) {
          application(code, at, length);
        }
      }
      case 0xc0, 0xc1, 0xc2 -> frame(at, length);
      case 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf ->
          throw new IIOException(
              "lossless, hierarchical and arithmetic-coded JPEGs are not supported: save it again");
      case 0xf7 -> throw ImageFormat.unread("a JPEG-LS");
      case SOS -> {
        if (++scans > MAX_SCANS) {
          throw new IIOException("the JPEG has more than " + MAX_SCANS + " scans");
        }
      }
      default -> {}
    }
  }

  private void application(int code, int at, int length) {
    if (code == APP0) {
      jfif |= length >= 14 && ImageFormat.startsWith(bytes, at, "JFIF\0");
    } else if (code == APP14 && length >= 12 && ImageFormat.startsWith(bytes, at, "Adobe")) {
      adobeTransform = bytes[at + 11] & 0xff;
    } else if (code == APP1 && length >= 6 && ImageFormat.startsWith(bytes, at, EXIF)) {
      notes.addExif(bytes, at + 6, length - 6);
    } else if (code == APP1 && length > 29 && ImageFormat.startsWith(bytes, at, XMP)) {
      notes.xmp(bytes, at + XMP.length(), length - XMP.length());
    }
  }

  private void frame(int at, int length) throws IIOException {
    if (components != 0) {
      throw new IIOException("the JPEG has more than one frame");
    }
    if (length < 6 || length < 6 + 3 * (bytes[at + 5] & 0xff)) {
      throw new IIOException("the JPEG's frame header is damaged");
    }
    int bits = bytes[at] & 0xff;
    if (bits != 8) {
      throw new IIOException("JPEGs of " + bits + " bits per sample are not supported, only 8");
    }
    height = unsigned16(at + 1);
    width = unsigned16(at + 3);
    components = bytes[at + 5] & 0xff;
    if (components != 1 && components != 3 && components != 4) {
      throw new IIOException(
          "JPEGs of " + components + " components are not supported, only 1, 3 and 4");
    }
    namedRgb =
        components == 3 && bytes[at + 6] == 'R' && bytes[at + 9] == 'G' && bytes[at + 12] == 'B';
  }

  private int unsigned16(int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
