package io.edgenas.images.format;

import io.edgenas.images.Image;
import io.edgenas.images.raster.Pixels;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * The uncompressed pixels of a BMP.
 *
 * @param start index of the row that is stored first
 * @param stride bytes from row to row
 * @param topDown whether the top row is stored first; usually it is the last
 * @param bits a pixel
 * @param palette colours 0xRRGGBB, for up to 8 bits a pixel
 * @param masks for 16 and 32 bits a pixel
 */
record BmpPixels(
    byte[] bytes,
    int start,
    int stride,
    int width,
    int height,
    boolean topDown,
    int bits,
    Optional<int[]> palette,
    Optional<Masks> masks)
    implements EncodedImage.Decoding {

  /** Which bits of a pixel hold what; 0 for nothing. */
  record Masks(int red, int green, int blue, int alpha) {
    Masks {
      for (int mask : new int[] {red, green, blue, alpha}) {
        long low = mask & 0xffffffffL;
        if (low != 0) {
          low >>= Long.numberOfTrailingZeros(low);
        }
        if ((low & low + 1) != 0) {
          throw new IllegalArgumentException("its colour masks have gaps");
        }
      }
    }

    /** The bits under a mask, scaled to 255. */
    static int sample(int pixel, int mask) {
      if (mask == 0) {
        return 0;
      }
      int shift = Integer.numberOfTrailingZeros(mask);
      long largest = (mask & 0xffffffffL) >> shift;
      long value = (pixel & mask & 0xffffffffL) >> shift;
      return (int) ((value * 255 + largest / 2) / largest);
    }
  }

  /** 1 where the palette has greys only. */
  int channels() {
    for (int colour : palette.orElse(new int[] {0x010203})) {
      if (colour != (colour & 0xff) * 0x010101) {
        return 3;
      }
    }
    return 1;
  }

  @Override
  public Image decode(int step) throws IIOException {
    int channels = channels();
    int outWidth = (width + step - 1) / step;
    int outHeight = (height + step - 1) / step;
    byte[] out = new byte[outWidth * outHeight * channels];
    boolean transparent = hasAlpha();
    int at = 0;
    for (int y = 0; y < height; y += step) {
      int row = start + (topDown ? y : height - 1 - y) * stride;
      for (int x = 0; x < width; x += step) {
        int colour = bits == 24 ? colourAt(row + 3 * x) : colour(row, x, transparent);
        if (channels == 3) {
          out[at++] = (byte) (colour >> 16);
          out[at++] = (byte) (colour >> 8);
        }
        out[at++] = (byte) colour;
      }
    }
    return Image.wrap(outWidth, outHeight, channels, out);
  }

  /**
   * Whether any pixel is not wholly transparent. Pictures without are meant to be seen: programs
   * leave zeros where they mean nothing, and browsers show them.
   */
  private boolean hasAlpha() {
    if (masks.isEmpty() || masks.get().alpha() == 0) {
      return false;
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if ((word(start + y * stride, x) & masks.get().alpha()) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  private int colourAt(int at) {
    return (bytes[at + 2] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at] & 0xff;
  }

  private int colour(int row, int x, boolean transparent) throws IIOException {
    if (palette.isPresent()) {
      int bit = x * bits;
      int index = bytes[row + bit / 8] >> 8 - bits - bit % 8 & (1 << bits) - 1;
      if (index >= palette.get().length) {
        throw new IIOException("a pixel has colour " + index + " of " + palette.get().length);
      }
      return palette.get()[index];
    }
    int pixel = word(row, x);
    Masks mask = masks.get();
    int alpha = transparent ? Masks.sample(pixel, mask.alpha()) : 255;
    return Pixels.overWhite(Masks.sample(pixel, mask.red()), alpha) << 16
        | Pixels.overWhite(Masks.sample(pixel, mask.green()), alpha) << 8
        | Pixels.overWhite(Masks.sample(pixel, mask.blue()), alpha);
  }

  /** A pixel of 16 or 32 bits. */
  private int word(int row, int x) {
    int at = row + x * (bits / 8);
    int low = bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
    return bits == 16 ? low : low | (bytes[at + 2] & 0xff) << 16 | bytes[at + 3] << 24;
  }
}
