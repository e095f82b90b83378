package io.edgenas.images.vp8;

/** Predicts macroblocks and adds their coefficients, in the order of the stream. */
final class Reconstruction {
  private final Planes planes;

  /** The 4 luma samples above and right of a macroblock, which four of its blocks look at. */
  private final int[] aboveRight = new int[4];

  /** See {@link Prediction#subblock}. */
  private final int[] edge = new int[13];

  Reconstruction(Planes planes) {
    this.planes = planes;
  }

  void add(int column, int row, Macroblock block) {
    int y = planes.luma(column, row);
    int c = planes.chroma(column, row);
    boolean hasAbove = row > 0;
    boolean hasLeft = column > 0;
    if (block.split) {
      lookAboveRight(column, row, y);
      for (int i = 0; i < 16; i++) {
        int at = y + i / 4 * 4 * planes.lumaStride + i % 4 * 4;
        lookAround(at, i);
        Prediction.subblock(planes.y, at, planes.lumaStride, block.subblockModes[i], edge);
        change(block, i, planes.y, at, planes.lumaStride);
      }
    } else {
      int mode = block.lumaMode;
      Prediction.square(planes.y, y, planes.lumaStride, 16, mode, hasAbove, hasLeft);
      for (int i = 0; i < 16; i++) {
        int at = y + i / 4 * 4 * planes.lumaStride + i % 4 * 4;
        change(block, i, planes.y, at, planes.lumaStride);
      }
    }
    addChroma(block, planes.u, c, 16, hasAbove, hasLeft);
    addChroma(block, planes.v, c, 20, hasAbove, hasLeft);
  }

  private void addChroma(
      Macroblock block, byte[] plane, int c, int first, boolean hasAbove, boolean hasLeft) {
    Prediction.square(plane, c, planes.chromaStride, 8, block.chromaMode, hasAbove, hasLeft);
    for (int i = 0; i < 4; i++) {
      int at = c + i / 2 * 4 * planes.chromaStride + i % 2 * 4;
      change(block, first + i, plane, at, planes.chromaStride);
    }
  }

  private static void change(Macroblock block, int index, byte[] plane, int at, int stride) {
    if (block.coded[index]) {
      Transform.add(block.coefficients, 16 * index, plane, at, stride);
    }
  }

  /**
   * Copies the samples above and to the right; at the frame's right edge the last above stands for
   * what is missing.
   */
  private void lookAboveRight(int column, int row, int y) {
    int above = y - planes.lumaStride + 16;
    boolean missing = row > 0 && column == planes.columns - 1;
    for (int i = 0; i < 4; i++) {
      aboveRight[i] = planes.y[missing ? above - 1 : above + i] & 0xff;
    }
  }

  private void lookAround(int at, int index) {
    int stride = planes.lumaStride;
    for (int i = 0; i < 4; i++) {
      edge[i] = planes.y[at + (3 - i) * stride - 1] & 0xff;
    }
    for (int i = 0; i < 5; i++) {
      edge[4 + i] = planes.y[at - stride - 1 + i] & 0xff;
    }
    for (int i = 0; i < 4; i++) {
      // The blocks of the last column take what lies above the macroblock: the rest comes later.
      edge[9 + i] = index % 4 == 3 ? aboveRight[i] : planes.y[at - stride + 4 + i] & 0xff;
    }
  }
}
