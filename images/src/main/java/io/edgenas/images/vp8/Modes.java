package io.edgenas.images.vp8;

import java.util.Arrays;

/**
 * Reads the prediction modes of macroblocks, from left to right and row by row (RFC 6386, sections
 * 11 and 19.3).
 */
final class Modes {
  static final int DC = 0;
  static final int TRUE_MOTION = 1;
  static final int VERTICAL = 2;
  static final int HORIZONTAL = 3;
  static final int LEFT_DOWN = 4;
  static final int RIGHT_DOWN = 5;
  static final int VERTICAL_RIGHT = 6;
  static final int VERTICAL_LEFT = 7;
  static final int HORIZONTAL_DOWN = 8;
  static final int HORIZONTAL_UP = 9;

  private static final int ALL = 10;
  private static final int NODES = ALL - 1;

  /** Two branches a node: a node to go on with, or a mode, as its complement. */
  private static final int[][] TREE = {
    {~DC, 1},
    {~TRUE_MOTION, 2},
    {~VERTICAL, 3},
    {4, 6},
    {~HORIZONTAL, 5},
    {~RIGHT_DOWN, ~VERTICAL_RIGHT},
    {~LEFT_DOWN, 7},
    {~VERTICAL_LEFT, 8},
    {~HORIZONTAL_DOWN, ~HORIZONTAL_UP}
  };

  private final BoolDecoder bits;
  private final FrameHeader header;

  /** Modes of the subblocks above and left of the next macroblock; outside of the frame DC. */
  private final int[] above;

  private final int[] left = new int[4];

  Modes(BoolDecoder bits, FrameHeader header, int columns) {
    this.bits = bits;
    this.header = header;
    above = new int[4 * columns];
  }

  void beginRow() {
    Arrays.fill(left, DC);
  }

  void read(int column, Macroblock block) {
    block.segment = header.segmentMap() ? segment(header.segmentProbabilities()) : 0;
    block.skipped = header.skipProbability() >= 0 && bits.bit(header.skipProbability()) == 1;
    block.split = bits.bit(145) == 0;
    if (block.split) {
      readSubblocks(4 * column, block.subblockModes);
    } else {
      block.lumaMode = lumaMode();
      Arrays.fill(above, 4 * column, 4 * column + 4, block.lumaMode);
      Arrays.fill(left, block.lumaMode);
    }
    block.chromaMode = chromaMode();
  }

  private int segment(int[] probabilities) {
    return bits.bit(probabilities[0]) == 0
        ? bits.bit(probabilities[1])
        : 2 + bits.bit(probabilities[2]);
  }

  private int lumaMode() {
    if (bits.bit(156) == 1) {
      return bits.bit(128) == 1 ? TRUE_MOTION : HORIZONTAL;
    }
    return bits.bit(163) == 1 ? VERTICAL : DC;
  }

  private int chromaMode() {
    if (bits.bit(142) == 0) {
      return DC;
    }
    if (bits.bit(114) == 0) {
      return VERTICAL;
    }
    return bits.bit(183) == 1 ? TRUE_MOTION : HORIZONTAL;
  }

  private void readSubblocks(int first, int[] modes) {
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        int probabilities = (above[first + x] * ALL + left[y]) * NODES;
        int node = 0;
        do {
          node = TREE[node][bits.bit(Tables.SUBBLOCK_MODES[probabilities + node])];
        } while (node > 0);
        int mode = ~node;
        modes[4 * y + x] = mode;
        above[first + x] = mode;
        left[y] = mode;
      }
    }
  }
}
