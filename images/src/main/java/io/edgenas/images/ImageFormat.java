package io.edgenas.images;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.IIOException;

/** The formats that are read, told by the first bytes of a file, never by its name. */
public enum ImageFormat {
  JPEG("jpg", "jpeg", "jpe", "jfif"),
  PNG("png"),
  BMP("bmp", "dib"),
  WEBP("webp");

  /** What the first bytes, or the bytes from 4 on, of common files that are not read look like. */
  private static final Map<String, String> OTHERS = new LinkedHashMap<>();

  static {
    OTHERS.put("GIF8", "a GIF");
    OTHERS.put("II*\0", "a TIFF");
    OTHERS.put("MM\0*", "a TIFF");
    OTHERS.put("ftypheic", "a HEIC");
    OTHERS.put("ftypheix", "a HEIC");
    OTHERS.put("ftypmif1", "a HEIF");
    OTHERS.put("ftypavif", "an AVIF");
    OTHERS.put("<svg", "an SVG");
    OTHERS.put("%PDF", "a PDF");
  }

  private final Set<String> extensions;

  ImageFormat(String... extensions) {
    this.extensions = Set.of(extensions);
  }

  /** Whether a file of this format is usually named so; a name without extension says nothing. */
  public boolean fitsName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0 || extensions.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * @throws IIOException if the bytes are of no format that is read
   */
  static ImageFormat of(byte[] bytes) throws IIOException {
    if (bytes.length == 0) {
      throw new IIOException("the file is empty (0 bytes)");
    }
    if (startsWith(bytes, 0, "\u00ff\u00d8\u00ff")) {
      return JPEG;
    }
    if (startsWith(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
      return PNG;
    }
    if (startsWith(bytes, 0, "RIFF") && startsWith(bytes, 8, "WEBP")) {
      return WEBP;
    }
    if (startsWith(bytes, 0, "BM")) {
      return BMP;
    }
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      if (startsWith(bytes, 0, other.getKey()) || startsWith(bytes, 4, other.getKey())) {
        throw new IIOException("this is " + other.getValue() + " file, which is not supported");
      }
    }
    throw new IIOException("the content is not an image, whatever the name says");
  }

  static boolean startsWith(byte[] bytes, int at, String latin1) {
    byte[] expected = latin1.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length - at < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (bytes[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
