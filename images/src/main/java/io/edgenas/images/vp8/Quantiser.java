package io.edgenas.images.vp8;

/**
 * Holds the factors by which coefficients are multiplied (RFC 6386, section 14.1).
 *
 * @param lumaDc of a block's first coefficient
 * @param lumaAc of its others
 * @param meansDc of the block that holds the sixteen first coefficients
 */
record Quantiser(int lumaDc, int lumaAc, int meansDc, int meansAc, int chromaDc, int chromaAc) {
  private static final int LARGEST_CHROMA_DC = 117;

  /**
   * @param deltas of luma DC, means DC and AC, chroma DC and AC
   */
  static Quantiser of(int index, int[] deltas) {
    return new Quantiser(
        dc(index + deltas[0], 127),
        ac(index),
        2 * dc(index + deltas[1], 127),
        Math.max(8, ac(index + deltas[2]) * 155 / 100),
        dc(index + deltas[3], LARGEST_CHROMA_DC),
        ac(index + deltas[4]));
  }

  private static int dc(int index, int last) {
    return Tables.DC_STEPS[Math.max(0, Math.min(last, index))];
  }

  private static int ac(int index) {
    return Tables.AC_STEPS[Math.max(0, Math.min(127, index))];
  }
}
