package io.edgenas.images;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import javax.imageio.IIOException;

/**
 * Walks the chunks of a WebP, checks that it is whole, and keeps those that decide its pixels:
 * colour profiles and texts are left out.
 */
final class WebpFile {
  private static final int HEADER = 12;
  private static final Set<String> KEPT = Set.of("VP8 ", "VP8L", "VP8X");

  /** Bits of VP8X's first byte. */
  private static final int ALPHA = 0x10;

  private static final int ANIMATED = 0x02;

  /** Zeros behind the file: the plug-in reads 8 bytes ahead of what it decodes. */
  private static final int READ_AHEAD = 16;

  private WebpFile() {}

  static EncodedImage scan(byte[] bytes) throws IIOException {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long end = 8 + (file.getInt(4) & 0xffffffffL);
    if (end > bytes.length) {
      throw new IIOException(
          "the WebP should have " + end + " bytes but has " + bytes.length + ": it is truncated");
    }
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, HEADER);
    Orientation orientation = Orientation.NORMAL;
    int at = HEADER;
    while (end - at >= 8) {
      String type = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
      int length = file.getInt(at + 4);
      if (length < 0 || length > end - at - 8) {
        throw new IIOException("the WebP ends inside a chunk: it is truncated or damaged");
      }
      if (type.equals("EXIF")) {
        int prefix = ImageFormat.startsWith(bytes, at + 8, "Exif\0\0") && length >= 6 ? 6 : 0;
        orientation = Orientation.ofExif(bytes, at + 8 + prefix, length - prefix);
      } else if (type.equals("ALPH")) {
        // The plug-in would show what lies under the transparent parts.
        throw new IIOException("lossy WebPs with transparency are not supported: save it as PNG");
      } else if (KEPT.contains(type)) {
        byte[] chunk = new byte[8 + length + (length & 1)];
        System.arraycopy(bytes, at, chunk, 0, Math.min(chunk.length, (int) end - at));
        if (type.equals("VP8X") && length > 0) {
          if ((chunk[8] & ANIMATED) != 0) {
            throw new IIOException("animated WebPs are not supported: save one frame of it");
          }
          chunk[8] &= ALPHA;
        }
        kept.write(chunk, 0, chunk.length);
      }
      at += 8 + length + (length & 1);
    }
    int length = kept.size();
    byte[] clean = Arrays.copyOf(kept.toByteArray(), length + READ_AHEAD);
    ByteBuffer.wrap(clean).order(ByteOrder.LITTLE_ENDIAN).putInt(4, length - 8);
    return new EncodedImage(ImageFormat.WEBP, clean, 3, orientation);
  }
}
