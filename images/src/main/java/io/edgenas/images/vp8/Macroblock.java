package io.edgenas.images.vp8;

/** What the stream says about one macroblock: how it is predicted and what is added to that. */
final class Macroblock {
  /** 16 luma blocks, then 4 of each colour difference; 16 coefficients each. */
  static final int BLOCKS = 24;

  int segment;
  boolean skipped;

  /** Whether each of the 16 luma blocks has a mode of its own, in {@link #subblockModes}. */
  boolean split;

  int lumaMode;
  int chromaMode;
  final int[] subblockModes = new int[16];

  /** Dequantised, in raster order. */
  final short[] coefficients = new short[BLOCKS * 16];

  /** Whether a block has any. */
  final boolean[] coded = new boolean[BLOCKS];

  boolean anyCoded() {
    for (boolean one : coded) {
      if (one) {
        return true;
      }
    }
    return false;
  }
}
