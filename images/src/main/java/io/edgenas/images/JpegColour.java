package io.edgenas.images;

/**
 * How the components of a JPEG become grey or RGB samples, by the rules and integer arithmetic of
 * the IJG library (jdcolor.c).
 *
 * @param components 1, 3 or 4
 * @param ycc the first three are luma and chroma
 * @param inverted four components hold 255 minus the ink, as Adobe's programs write
 */
record JpegColour(int components, boolean ycc, boolean inverted) {
  private static final int HALF = 1 << 15;

  /** Channels of the image: CMYK becomes RGB. */
  int channels() {
    return components == 1 ? 1 : 3;
  }

  /**
   * @param row component samples of {@code width} pixels, interleaved, 0 to 255
   * @param out gets {@code width * channels()} samples from {@code at} on
   */
  void convert(int[] row, int width, byte[] out, int at) {
    if (components == 1) {
      for (int x = 0; x < width; x++) {
        out[at + x] = (byte) row[x];
      }
      return;
    }
    for (int x = 0; x < width; x++) {
      int i = x * components;
      int r = row[i];
      int g = row[i + 1];
      int b = row[i + 2];
      if (ycc) {
        int y = r;
        int cb = g - 128;
        int cr = b - 128;
        r = clamp(y + ((91881 * cr + HALF) >> 16));
        g = clamp(y + ((-22554 * cb - 46802 * cr + HALF) >> 16));
        b = clamp(y + ((116130 * cb + HALF) >> 16));
      }
      if (components == 4) {
        // The library's YCCK gives CMY as 255 - RGB; inverted files hold 255 - ink. Both at once
        // cancel out.
        boolean light = ycc != inverted;
        int k = inverted ? row[i + 3] : 255 - row[i + 3];
        r = times(light ? r : 255 - r, k);
        g = times(light ? g : 255 - g, k);
        b = times(light ? b : 255 - b, k);
      }
      out[at + 3 * x] = (byte) r;
      out[at + 3 * x + 1] = (byte) g;
      out[at + 3 * x + 2] = (byte) b;
    }
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }

  private static int times(int light, int k) {
    return (light * k + 127) / 255;
  }
}
