package io.edgenas.images.format;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;

/**
 * The transparency of a lossy WebP: one byte a pixel, predicted from its neighbours, as it is or
 * compressed like the greens of a lossless picture.
 *
 * @param compressed whether {@code data} are a lossless picture without its header
 * @param prediction 0 none, 1 from the left, 2 from above, 3 from both
 */
record WebpAlpha(byte[] data, boolean compressed, int prediction, int width, int height) {
  /** Which files of lossless pictures begin with. */
  private static final byte LOSSLESS = 0x2f;

  static WebpAlpha of(byte[] bytes, int at, int length, int width, int height) throws IIOException {
    int method = length < 1 ? 0 : bytes[at] & 3;
    if (length < 1 || method > 1) {
      throw new IIOException("the WebP's transparency is damaged");
    }
    if ((long) width * height > ImageDecoder.FULL_PIXELS) {
      throw new IIOException(
          "lossy WebPs with transparency of more than "
              + ImageDecoder.FULL_PIXELS / 1_000_000
              + " megapixels are not supported: make it smaller");
    }
    byte[] data = Arrays.copyOfRange(bytes, at + 1, at + length);
    if (method == 0 && data.length < width * height) {
      throw new IIOException("the WebP's transparency ends too early: it is damaged");
    }
    return new WebpAlpha(data, method == 1, bytes[at] >> 2 & 3, width, height);
  }

  /** 0 transparent to 255 opaque, row by row. */
  byte[] samples() throws IIOException {
    byte[] samples = compressed ? greens() : Arrays.copyOf(data, width * height);
    for (int i = 0; prediction != 0 && i < samples.length; i++) {
      samples[i] += (byte) predicted(samples, i % width, i / width);
    }
    return samples;
  }

  private byte[] greens() throws IIOException {
    ByteBuffer chunk = ByteBuffer.allocate(13 + data.length + 1 - data.length % 2);
    chunk.order(ByteOrder.LITTLE_ENDIAN).put("VP8L".getBytes(StandardCharsets.US_ASCII));
    chunk.putInt(5 + data.length).put(LOSSLESS).putInt(width - 1 | height - 1 << 14).put(data);
    ImageReader reader;
    byte[] greens = new byte[width * height];
    try (PictureStream stream = new PictureStream(WebpFile.riff(chunk.array()))) {
      reader = Plugins.open(ImageFormat.WEBP);
      try {
        reader.setInput(stream, true, true);
        Raster picture = reader.read(0).getRaster();
        int[] row = null;
        for (int y = 0; y < height; y++) {
          row = picture.getSamples(0, y, width, 1, 1, row);
          for (int x = 0; x < width; x++) {
            greens[y * width + x] = (byte) row[x];
          }
        }
      } finally {
        reader.dispose();
      }
    } catch (IIOException e) {
      throw e;
    } catch (IOException e) {
      throw new IIOException("the WebP's transparency is damaged", e);
    }
    return greens;
  }

  private int predicted(byte[] samples, int x, int y) {
    int at = y * width + x;
    int left = x > 0 ? samples[at - 1] & 0xff : 0;
    int above = y > 0 ? samples[at - width] & 0xff : 0;
    if (y == 0 || x == 0) {
      return y == 0 ? left : above;
    }
    return switch (prediction) {
      case 1 -> left;
      case 2 -> above;
      default -> Math.max(0, Math.min(255, left + above - (samples[at - width - 1] & 0xff)));
    };
  }
}
