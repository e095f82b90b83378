package io.edgenas.images.format;

import io.edgenas.images.vp8.Vp8Decoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * Walks the chunks of a WebP, checks that it is whole, and keeps those that decide its pixels:
 * colour profiles and texts are left out.
 */
final class WebpFile {
  private static final int HEADER = 12;

  /** Bits of VP8X's first byte. */
  private static final int ALPHA = 0x10;

  private static final int EXIF = 0x08;
  private static final int XMP = 0x04;
  private static final int ANIMATED = 0x02;

  /** Zeros behind the file: the plug-in reads 8 bytes ahead of what it decodes. */
  private static final int READ_AHEAD = 16;

  private final byte[] bytes;
  private final ByteBuffer file;
  private final ImageNotes notes = new ImageNotes();

  /** Where the chunks begin that decide the pixels; -1 for none. The first of a kind counts. */
  private int extended = -1;

  private int alpha = -1;
  private int picture = -1;

  private WebpFile(byte[] bytes) {
    this.bytes = bytes;
    file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static EncodedImage scan(byte[] bytes) throws IIOException {
    WebpFile webp = new WebpFile(bytes);
    webp.walk();
    if (webp.picture < 0) {
      throw new IIOException("the WebP holds no picture");
    }
    return bytes[webp.picture + 3] == 'L' ? webp.lossless() : webp.lossy();
  }

  private void walk() throws IIOException {
    long end = 8 + (file.getInt(4) & 0xffffffffL);
    if (end > bytes.length) {
      throw new IIOException(
          "the WebP should have " + end + " bytes but has " + bytes.length + ": it is truncated");
    }
    int at = HEADER;
    while (end - at >= 8) {
      int length = file.getInt(at + 4);
      if (length < 0 || length > end - at - 8) {
        throw new IIOException("the WebP ends inside a chunk: it is truncated or damaged");
      }
      chunk(at, length);
      at += 8 + length + (length & 1);
    }
  }

  private void chunk(int at, int length) throws IIOException {
    int flags = extended < 0 ? 0 : bytes[extended + 8];
    switch (new String(bytes, at, 4, StandardCharsets.ISO_8859_1)) {
      case "VP8X" -> {
        if (length < 10) {
          throw new IIOException("the WebP's header is incomplete: it is damaged");
        }
        if ((bytes[at + 8] & ANIMATED) != 0) {
          throw new IIOException("animated WebPs are not supported: save one frame of it");
        }
        extended = extended < 0 ? at : extended;
      }
      case "ALPH" -> alpha = alpha < 0 && extended >= 0 ? at : alpha;
      case "VP8 ", "VP8L" -> picture = picture < 0 ? at : picture;
      case "EXIF" -> {
        // As for libwebp, what the header does not announce is not there.
        if ((flags & EXIF) != 0) {
          notes.exif(bytes, at + 8, length);
        }
      }
      case "XMP " -> {
        if ((flags & XMP) != 0) {
          notes.xmp(bytes, at + 8, length);
        }
      }
      default -> {}
    }
  }

  private int length(int chunk) {
    return file.getInt(chunk + 4);
  }

  private EncodedImage lossy() throws IIOException {
    Vp8Decoder frame = new Vp8Decoder(bytes, picture + 8, length(picture));
    Optional<WebpAlpha> transparency = Optional.empty();
    if (alpha >= 0) {
      transparency =
          Optional.of(WebpAlpha.of(bytes, alpha + 8, length(alpha), frame.width(), frame.height()));
    }
    return image(frame.width(), frame.height(), new LossyWebp(frame, transparency));
  }

  /** Reads a lossless picture's header: one byte, then each side less 1 in 14 bits. */
  private EncodedImage lossless() throws IIOException {
    if (length(picture) < 5) {
      throw new IIOException("the WebP's picture ends too early: it is truncated or damaged");
    }
    int sides = file.getInt(picture + 9);
    int width = 1 + (sides & 0x3fff);
    int height = 1 + (sides >> 14 & 0x3fff);
    byte[] clean =
        extended < 0
            ? riff(chunkAt(picture))
            : riff(alphaAlone(chunkAt(extended)), chunkAt(picture));
    return image(width, height, new PluginDecoding(ImageFormat.WEBP, clean));
  }

  private EncodedImage image(int width, int height, EncodedImage.Decoding decoding)
      throws IIOException {
    if (extended >= 0) {
      int canvasWidth = 1 + (file.getInt(extended + 12) & 0xffffff);
      int canvasHeight = 1 + (file.getInt(extended + 14) >>> 8);
      if (canvasWidth != width || canvasHeight != height) {
        throw new IIOException(
            String.format(
                "the WebP's header says %dx%d pixels, its picture %dx%d: it is damaged",
                canvasWidth, canvasHeight, width, height));
      }
    }
    return new EncodedImage(ImageFormat.WEBP, width, height, 3, notes.orientation(), decoding);
  }

  private static byte[] alphaAlone(byte[] extendedChunk) {
    extendedChunk[8] &= ALPHA;
    return extendedChunk;
  }

  /** A chunk with its header and what fills it up to an even number of bytes. */
  private byte[] chunkAt(int at) {
    int length = 8 + length(at);
    byte[] chunk = Arrays.copyOf(Arrays.copyOfRange(bytes, at, at + length), length + (length & 1));
    return chunk;
  }

  /** A file of these chunks for the plug-in. */
  static byte[] riff(byte[]... chunks) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    kept.writeBytes("RIFF....WEBP".getBytes(StandardCharsets.US_ASCII));
    for (byte[] chunk : chunks) {
      kept.writeBytes(chunk);
    }
    int length = kept.size();
    byte[] clean = Arrays.copyOf(kept.toByteArray(), length + READ_AHEAD);
    ByteBuffer.wrap(clean).order(ByteOrder.LITTLE_ENDIAN).putInt(4, length - 8);
    return clean;
  }
}
