package io.edgenas.images.vp8;

import java.util.Arrays;

/**
 * Luma and the two colour differences of a frame, of whole macroblocks, each with a border above
 * and left that predictions read, and 4 samples right of it.
 */
final class Planes {
  /** Samples left of each row; one is used. */
  static final int LEFT = 4;

  private static final int RIGHT = 4;

  final int columns;
  final int rows;
  final int lumaStride;
  final int chromaStride;
  final byte[] y;
  final byte[] u;
  final byte[] v;

  /**
   * @param columns of macroblocks
   * @param rows of macroblocks
   */
  Planes(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    lumaStride = LEFT + 16 * columns + RIGHT;
    chromaStride = LEFT + 8 * columns + RIGHT;
    y = new byte[Math.multiplyExact(lumaStride, 16 * rows + 1)];
    u = new byte[Math.multiplyExact(chromaStride, 8 * rows + 1)];
    v = new byte[u.length];
    border(y, lumaStride);
    border(u, chromaStride);
    border(v, chromaStride);
  }

  /** Fills the border: above the frame lie 127s, left of it 129s (RFC 6386, section 12.2). */
  private static void border(byte[] plane, int stride) {
    Arrays.fill(plane, 0, stride, (byte) 127);
    for (int at = stride; at < plane.length; at += stride) {
      Arrays.fill(plane, at, at + LEFT, (byte) 129);
    }
  }

  /** Index of the first luma sample of a macroblock. */
  int luma(int column, int row) {
    return (16 * row + 1) * lumaStride + LEFT + 16 * column;
  }

  /** Index of the first chroma sample of a macroblock. */
  int chroma(int column, int row) {
    return (8 * row + 1) * chromaStride + LEFT + 8 * column;
  }
}
