package io.edgenas.images.vp8;

/** Turns coefficients into samples (RFC 6386, section 14). */
final class Transform {
  private Transform() {}

  /** Sixteen means to the first coefficients of sixteen blocks. */
  static void means(short[] in, short[] out) {
    int[] half = new int[16];
    for (int i = 0; i < 4; i++) {
      int a = in[i] + in[12 + i];
      int b = in[4 + i] + in[8 + i];
      int c = in[4 + i] - in[8 + i];
      int d = in[i] - in[12 + i];
      half[i] = a + b;
      half[4 + i] = d + c;
      half[8 + i] = a - b;
      half[12 + i] = d - c;
    }
    for (int i = 0; i < 4; i++) {
      int row = 4 * i;
      int a = half[row] + 3 + half[row + 3];
      int b = half[row + 1] + half[row + 2];
      int c = half[row + 1] - half[row + 2];
      int d = half[row] + 3 - half[row + 3];
      int to = 16 * row;
      out[to] = (short) (a + b >> 3);
      out[to + 16] = (short) (d + c >> 3);
      out[to + 32] = (short) (a - b >> 3);
      out[to + 48] = (short) (d - c >> 3);
    }
  }

  /** Adds what 16 coefficients say to the 4x4 samples at {@code at}. */
  static void add(short[] in, int from, byte[] plane, int at, int stride) {
    int[] half = new int[16];
    for (int i = 0; i < 4; i++) {
      int a = in[from + i] + in[from + 8 + i];
      int b = in[from + i] - in[from + 8 + i];
      int c = times35468(in[from + 4 + i]) - times85627(in[from + 12 + i]);
      int d = times85627(in[from + 4 + i]) + times35468(in[from + 12 + i]);
      half[4 * i] = a + d;
      half[4 * i + 1] = b + c;
      half[4 * i + 2] = b - c;
      half[4 * i + 3] = a - d;
    }
    for (int i = 0; i < 4; i++) {
      int mean = half[i] + 4;
      int a = mean + half[8 + i];
      int b = mean - half[8 + i];
      int c = times35468(half[4 + i]) - times85627(half[12 + i]);
      int d = times85627(half[4 + i]) + times35468(half[12 + i]);
      int row = at + i * stride;
      plane[row] = clip((plane[row] & 0xff) + (a + d >> 3));
      plane[row + 1] = clip((plane[row + 1] & 0xff) + (b + c >> 3));
      plane[row + 2] = clip((plane[row + 2] & 0xff) + (b - c >> 3));
      plane[row + 3] = clip((plane[row + 3] & 0xff) + (a - d >> 3));
    }
  }

  private static int times35468(int value) {
    return value * 35468 >> 16;
  }

  private static int times85627(int value) {
    return (value * 20091 >> 16) + value;
  }

  static byte clip(int sample) {
    return (byte) (sample < 0 ? 0 : Math.min(sample, 255));
  }
}
