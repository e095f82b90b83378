package io.edgenas.images.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.IIOException;

/** The formats that are read, told by the first bytes of a file, never by its name. */
public enum ImageFormat {
  JPEG("jpg", "jpeg", "jpe", "jfif"),
  PNG("png"),
  BMP("bmp", "dib"),
  WEBP("webp");

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
    if (startsWith(bytes, 0, "BM") && BmpFile.looksLikeOne(bytes)) {
      return BMP;
    }
    Optional<String> other = OtherFormats.nameOf(bytes);
    if (other.isPresent()) {
      throw unread(other.get());
    }
    if (isBlank(bytes)) {
      throw new IIOException("the file holds nothing but zeros: copying it may have failed");
    }
    throw new IIOException("the content is not an image, whatever the name says");
  }

  /**
   * The refusal of another format.
   *
   * @param name with its article, to be followed by "file"
   */
  static IIOException unread(String name) {
    return new IIOException(
        "this is " + name + " file, which is not read: only JPEG, PNG, BMP and WebP are");
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte one : bytes) {
      if (one != 0) {
        return false;
      }
    }
    return true;
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
