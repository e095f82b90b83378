package io.edgenas.images.vp8;

import java.util.Arrays;

/** Reads the coefficients of macroblocks and multiplies them (RFC 6386, sections 13 and 14). */
final class Coefficients {
  private static final int LUMA_WITHOUT_MEAN = 0;
  private static final int MEANS = 1;
  private static final int CHROMA = 2;
  private static final int LUMA = 3;

  private static final int CONTEXTS = 3;
  private static final int NODES = 11;

  /** Probabilities by place; the last is never used, but addressed. */
  private static final int[] BANDS = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};

  private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};

  /** Probabilities of the extra bits of large values; the first has 3 bits, then 4, 5 and 11. */
  private static final int[][] EXTRA_BITS = {
    {173, 148, 140},
    {176, 155, 140, 135},
    {180, 157, 141, 134, 130},
    {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
  };

  private final FrameHeader header;
  private final int[] probabilities;

  /** Whether the blocks above and left have coefficients: 4 luma, 2 and 2 chroma, 1 of means. */
  private final boolean[][] above;

  private final boolean[] left = new boolean[9];
  private final short[] means = new short[16];

  Coefficients(FrameHeader header, int columns) {
    this.header = header;
    probabilities = header.coefficients();
    above = new boolean[columns][left.length];
  }

  void beginRow() {
    Arrays.fill(left, false);
  }

  void read(BoolDecoder bits, int column, Macroblock block) {
    Arrays.fill(block.coefficients, (short) 0);
    Arrays.fill(block.coded, false);
    boolean[] top = above[column];
    if (block.skipped) {
      // Those without means say nothing about them.
      int contexts = block.split ? 8 : 9;
      Arrays.fill(top, 0, contexts, false);
      Arrays.fill(left, 0, contexts, false);
      return;
    }
    Quantiser quantiser = header.quantisers()[block.segment];
    int type = LUMA;
    int first = 0;
    if (!block.split) {
      Arrays.fill(means, (short) 0);
      int context = (top[8] ? 1 : 0) + (left[8] ? 1 : 0);
      int count =
          readBlock(bits, MEANS, context, 0, quantiser.meansDc(), quantiser.meansAc(), means, 0);
      top[8] = count > 0;
      left[8] = count > 0;
      Transform.means(means, block.coefficients);
      type = LUMA_WITHOUT_MEAN;
      first = 1;
    }
    int dc = quantiser.lumaDc();
    int ac = quantiser.lumaAc();
    readPlane(bits, block, top, 0, 4, 0, type, first, dc, ac);
    dc = quantiser.chromaDc();
    ac = quantiser.chromaAc();
    readPlane(bits, block, top, 4, 2, 16, CHROMA, 0, dc, ac);
    readPlane(bits, block, top, 6, 2, 20, CHROMA, 0, dc, ac);
  }

  /** A square of blocks, {@code side} wide, whose contexts begin at {@code context}. */
  private void readPlane(
      BoolDecoder bits,
      Macroblock block,
      boolean[] top,
      int context,
      int side,
      int firstBlock,
      int type,
      int first,
      int dc,
      int ac) {
    for (int i = 0; i < side * side; i++) {
      int x = context + i % side;
      int y = context + i / side;
      int at = 16 * (firstBlock + i);
      int neighbours = (top[x] ? 1 : 0) + (left[y] ? 1 : 0);
      int count = readBlock(bits, type, neighbours, first, dc, ac, block.coefficients, at);
      top[x] = count > first;
      left[y] = count > first;
      block.coded[firstBlock + i] = count > 1 || block.coefficients[at] != 0;
    }
  }

  /**
   * @return one more than the place of the last coefficient
   */
  private int readBlock(
      BoolDecoder bits, int type, int context, int first, int dc, int ac, short[] out, int at) {
    int n = first;
    int p = place(type, n, context);
    while (n < 16) {
      if (bits.bit(probabilities[p]) == 0) {
        return n;
      }
      while (bits.bit(probabilities[p + 1]) == 0) {
        p = place(type, ++n, 0);
        if (n == 16) {
          return 16;
        }
      }
      int value = 1;
      if (bits.bit(probabilities[p + 2]) == 1) {
        value = large(bits, p);
      }
      int signed = bits.flag() ? -value : value;
      out[at + ZIGZAG[n]] = (short) (signed * (n == 0 ? dc : ac));
      p = place(type, ++n, value > 1 ? 2 : 1);
    }
    return 16;
  }

  private static int place(int type, int n, int context) {
    return ((type * 8 + BANDS[n]) * CONTEXTS + context) * NODES;
  }

  private int large(BoolDecoder bits, int p) {
    if (bits.bit(probabilities[p + 3]) == 0) {
      return bits.bit(probabilities[p + 4]) == 0 ? 2 : 3 + bits.bit(probabilities[p + 5]);
    }
    if (bits.bit(probabilities[p + 6]) == 0) {
      if (bits.bit(probabilities[p + 7]) == 0) {
        return 5 + bits.bit(159);
      }
      return 7 + 2 * bits.bit(165) + bits.bit(145);
    }
    int high = bits.bit(probabilities[p + 8]);
    int category = 2 * high + bits.bit(probabilities[p + 9 + high]);
    int extra = 0;
    for (int probability : EXTRA_BITS[category]) {
      extra = extra << 1 | bits.bit(probability);
    }
    return 3 + (8 << category) + extra;
  }
}
