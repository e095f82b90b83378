package io.edgenas.images.raster;

/**
 * How the components of a JPEG become grey or RGB samples, by the rules and integer arithmetic of
 * the IJG library (jdcolor.c).
 *
 * <p>Four components hold 255 minus the ink. Adobe's programs write them so, with a marker, but
 * files without it are taken the same by browsers, Pillow, OpenCV and libjpeg-turbo.
 *
 * @param components 1, 3 or 4
 * @param ycc the first three are luma and chroma
 */
public record JpegColour(int components, boolean ycc) {
  private static final int HALF = 1 << 15;

  /** Channels of the image: CMYK becomes RGB. */
  public int channels() {
    return components == 1 ? 1 : 3;
  }

  /**
   * @param row component samples of {@code width} pixels, interleaved
   * @param out gets {@code width * channels()} samples from {@code at} on
   */
  void convert(byte[] row, int width, byte[] out, int at) {
    if (components == 1) {
      System.arraycopy(row, 0, out, at, width);
      return;
    }
    for (int x = 0; x < width; x++) {
      int from = x * components;
      int to = at + 3 * x;
      if (ycc) {
        rgbOfYcc(row, from, out, to);
      } else {
        System.arraycopy(row, from, out, to, 3);
      }
      if (components == 4) {
        print(row[from + 3] & 0xff, out, to);
      }
    }
  }

  private static void rgbOfYcc(byte[] row, int from, byte[] out, int to) {
    int y = row[from] & 0xff;
    int cb = (row[from + 1] & 0xff) - 128;
    int cr = (row[from + 2] & 0xff) - 128;
    out[to] = clamp(y + ((91881 * cr + HALF) >> 16));
    out[to + 1] = clamp(y + ((-22554 * cb - 46802 * cr + HALF) >> 16));
    out[to + 2] = clamp(y + ((116130 * cb + HALF) >> 16));
  }

  /** Light left by three inks and black; of YCCK the library gives 255 - RGB for them. */
  private void print(int black, byte[] out, int at) {
    for (int i = at; i < at + 3; i++) {
      int light = ycc ? 255 - (out[i] & 0xff) : out[i] & 0xff;
      out[i] = (byte) ((light * black + 127) / 255);
    }
  }

  private static byte clamp(int value) {
    return (byte) (value < 0 ? 0 : value > 255 ? 255 : value);
  }
}
