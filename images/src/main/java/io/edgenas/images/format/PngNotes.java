package io.edgenas.images.format;

import io.edgenas.images.raster.Orientation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The EXIF and XMP of a PNG: in a chunk eXIf, in a text "XML:com.adobe.xmp", or written out in hex
 * digits in texts "Raw profile type ...", as ImageMagick does. Texts may be compressed; so many
 * bytes of them are inflated as notes may have, all together, and a broken one says nothing.
 */
final class PngNotes {
  private static final String RAW = "Raw profile type ";
  private static final String XMP = "XML:com.adobe.xmp";

  private static final int LONGEST_KEYWORD = 79;

  private final byte[] bytes;
  private final ImageNotes chunks = new ImageNotes();
  private final ImageNotes texts = new ImageNotes();
  private boolean hasExifChunk;
  private int inflatable = 2 * ImageNotes.MAX_BYTES;

  PngNotes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether a chunk may hold notes. */
  static boolean hold(String type) {
    return type.equals("eXIf") || type.equals("tEXt") || type.equals("zTXt") || type.equals("iTXt");
  }

  Orientation orientation() {
    return hasExifChunk ? chunks.orientation() : texts.orientation();
  }

  /** Takes the data of a chunk, wherever in the file it stands. */
  void chunk(String type, int at, int length) {
    if (type.equals("eXIf")) {
      chunks.exif(bytes, at, length);
      hasExifChunk = true;
      return;
    }
    int end = at + length;
    int keywordEnd = zero(at, Math.min(end, at + LONGEST_KEYWORD + 1));
    if (keywordEnd < 0) {
      return;
    }
    String keyword = new String(bytes, at, keywordEnd - at, StandardCharsets.ISO_8859_1);
    if (!keyword.startsWith(RAW) && !keyword.equals(XMP)) {
      return;
    }
    byte[] text = text(type, keywordEnd + 1, end);
    if (keyword.equals(XMP)) {
      xmp(text);
      return;
    }
    byte[] profile = rawProfile(text);
    switch (keyword.substring(RAW.length()).toLowerCase(Locale.ROOT)) {
      case "exif" -> texts.exif(profile, 0, profile.length);
      case "xmp" -> xmp(profile);
      case "app1" -> {
        if (ImageFormat.startsWith(profile, 0, "Exif\0\0")) {
          texts.exif(profile, 0, profile.length);
        } else {
          xmp(profile);
        }
      }
      default -> {}
    }
  }

  private void xmp(byte[] packet) {
    chunks.xmp(packet, 0, packet.length);
    texts.xmp(packet, 0, packet.length);
  }

  private int zero(int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The text behind a keyword; empty where it cannot be read. */
  private byte[] text(String type, int at, int end) {
    int from = at;
    boolean compressed = type.equals("zTXt");
    if (type.equals("iTXt")) {
      int language = zero(Math.min(end, at + 2), end);
      int translated = language < 0 ? -1 : zero(language + 1, end);
      if (translated < 0) {
        return new byte[0];
      }
      compressed = bytes[at] == 1;
      from = translated + 1;
    } else if (compressed) {
      from = Math.min(end, at + 1);
    }
    int length = end - from;
    return compressed ? inflated(from, length) : Arrays.copyOfRange(bytes, from, from + length);
  }

  private byte[] inflated(int at, int length) {
    byte[] out = new byte[inflatable];
    int count = 0;
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, at, length);
      int more = 1;
      while (more > 0 && count < out.length) {
        more = inflater.inflate(out, count, out.length - count);
        count += more;
      }
    } catch (DataFormatException e) {
      // What came before may have all that is needed.
    } finally {
      inflater.end();
    }
    inflatable -= count;
    return Arrays.copyOf(out, count);
  }

  /** A line with the type, one with the number of bytes, then hex digits. */
  private static byte[] rawProfile(byte[] text) {
    int at = 0;
    int lines = 0;
    while (at < text.length && lines < 3) {
      // The first of the three ends is that of an empty line.
      lines += text[at++] == '\n' ? 1 : 0;
    }
    byte[] profile = new byte[(text.length - at) / 2];
    int digits = 0;
    for (; at < text.length; at++) {
      int digit = Character.digit(text[at], 16);
      if (digit >= 0 && digits / 2 < profile.length) {
        profile[digits / 2] |= (byte) (digits % 2 == 0 ? digit << 4 : digit);
        digits++;
      }
    }
    return Arrays.copyOf(profile, digits / 2);
  }
}
