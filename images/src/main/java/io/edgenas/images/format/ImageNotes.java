package io.edgenas.images.format;

import io.edgenas.images.raster.Orientation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What programs noted in an image file, EXIF and XMP, as far as it says how the picture lies. EXIF
 * comes first; XMP counts where EXIF has no orientation, as for Pillow.
 */
final class ImageNotes {
  /** Notes beyond are not looked at; the orientation stands near the beginning. */
  static final int MAX_BYTES = 1 << 20;

  private static final String EXIF_PREFIX = "Exif\0\0";

  /** An attribute or an element. Searched for as text: no XML of others is ever parsed. */
  private static final Pattern XMP_ORIENTATION =
      Pattern.compile("tiff:Orientation(?:\\s*+=\\s*+[\"']|>)\\s*+([0-9]{1,9})\\b");

  private final ByteArrayOutputStream exif = new ByteArrayOutputStream();
  private Optional<Orientation> xmp = Optional.empty();

  /** An EXIF block, which counts if it is the first. */
  void exif(byte[] bytes, int offset, int length) {
    if (exif.size() == 0) {
      addExif(bytes, offset, length);
    }
  }

  /**
   * Part of an EXIF block. The first says where the orientation stands; others continue it, since a
   * JPEG's segment holds 64 KiB, or are blocks of their own, which do not count.
   */
  void addExif(byte[] bytes, int offset, int length) {
    int prefix =
        exif.size() == 0 && length >= 6 && ImageFormat.startsWith(bytes, offset, EXIF_PREFIX)
            ? EXIF_PREFIX.length()
            : 0;
    int room = MAX_BYTES - exif.size();
    exif.write(bytes, offset + prefix, Math.min(length - prefix, room));
  }

  /** An XMP packet, which counts if it is the first that has an orientation. */
  void xmp(byte[] bytes, int offset, int length) {
    if (xmp.isPresent()) {
      return;
    }
    String text =
        new String(bytes, offset, Math.min(length, MAX_BYTES), StandardCharsets.ISO_8859_1);
    Matcher found = XMP_ORIENTATION.matcher(text);
    if (found.find()) {
      xmp = Optional.of(Orientation.of(Integer.parseInt(found.group(1))));
    }
  }

  Orientation orientation() {
    return Orientation.ofExif(exif.toByteArray()).or(() -> xmp).orElse(Orientation.NORMAL);
  }
}
