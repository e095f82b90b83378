package io.edgenas.images.vp8;

/**
 * Luma and colour differences to RGB in the integer arithmetic of libwebp. A colour difference of a
 * pixel is a mean of the four nearest, the nearest of them weighing 9, the others 3, 3 and 1
 * sixteenths.
 */
final class Rgb {
  private final Planes planes;
  private final int width;
  private final int chromaWidth;
  private final int chromaHeight;
  private final byte[] u;
  private final byte[] v;

  Rgb(Planes planes, int width, int height) {
    this.planes = planes;
    this.width = width;
    chromaWidth = (width + 1) / 2;
    chromaHeight = (height + 1) / 2;
    u = new byte[width];
    v = new byte[width];
  }

  /** Converts every {@code step}-th pixel of a row, into {@code out} from {@code at} on. */
  void row(int row, int step, byte[] out, int at) {
    int near = row / 2;
    int far = Math.max(0, Math.min(chromaHeight - 1, near + (row % 2 == 0 ? -1 : 1)));
    int nearStart = planes.chroma(0, 0) + near * planes.chromaStride;
    int farStart = planes.chroma(0, 0) + far * planes.chromaStride;
    interpolate(planes.u, nearStart, farStart, u);
    interpolate(planes.v, nearStart, farStart, v);
    int luma = planes.luma(0, 0) + row * planes.lumaStride;
    int to = at;
    for (int x = 0; x < width; x += step) {
      int light = (planes.y[luma + x] & 0xff) * 19077 >> 8;
      int blue = u[x] & 0xff;
      int red = v[x] & 0xff;
      out[to++] = sample(light + (red * 26149 >> 8) - 14234);
      out[to++] = sample(light - (blue * 6419 >> 8) - (red * 13320 >> 8) + 8708);
      out[to++] = sample(light + (blue * 33050 >> 8) - 17685);
    }
  }

  private void interpolate(byte[] plane, int near, int far, byte[] out) {
    int nearLeft = plane[near] & 0xff;
    int farLeft = plane[far] & 0xff;
    out[0] = (byte) (3 * nearLeft + farLeft + 2 >> 2);
    for (int x = 1; x < chromaWidth; x++) {
      int nearRight = plane[near + x] & 0xff;
      int farRight = plane[far + x] & 0xff;
      int sum = nearLeft + nearRight + farLeft + farRight + 8;
      int rising = sum + 2 * (nearRight + farLeft) >> 3;
      int falling = sum + 2 * (nearLeft + farRight) >> 3;
      out[2 * x - 1] = (byte) (rising + nearLeft >> 1);
      if (2 * x < width) {
        out[2 * x] = (byte) (falling + nearRight >> 1);
      }
      nearLeft = nearRight;
      farLeft = farRight;
    }
    if (width % 2 == 0) {
      out[width - 1] = (byte) (3 * nearLeft + farLeft + 2 >> 2);
    }
  }

  /** Makes a sample of 14 bits, of which 6 are a fraction. */
  private static byte sample(int value) {
    return (byte) (value < 0 ? 0 : Math.min(255, value >> 6));
  }
}
