package io.edgenas.images.vp8;

/**
 * What stands before the macroblocks (RFC 6386, section 9), read in the order of the stream.
 *
 * @param segmentMap whether each macroblock says its segment
 * @param segmentProbabilities of the three nodes of that choice
 * @param filter how edges are smoothed
 * @param quantisers of the four segments, which are alike where there are none
 * @param coefficients probabilities as {@link Tables#coefficients()}
 * @param skipProbability that a macroblock has coefficients, in 256ths; -1 where none is skipped
 */
record FrameHeader(
    boolean segmentMap,
    int[] segmentProbabilities,
    LoopFilter.Settings filter,
    Quantiser[] quantisers,
    int partitions,
    int[] coefficients,
    int skipProbability) {
  static final int SEGMENTS = 4;

  static FrameHeader read(BoolDecoder bits) {
    bits.flag(); // colour space: there is one
    bits.flag(); // whether clamping is needed: it does no harm
    boolean segmented = bits.flag();
    boolean map = false;
    boolean absolute = true;
    int[] steps = new int[SEGMENTS];
    int[] levels = new int[SEGMENTS];
    int[] probabilities = {255, 255, 255};
    if (segmented) {
      map = bits.flag();
      if (bits.flag()) {
        absolute = bits.flag();
        for (int i = 0; i < SEGMENTS; i++) {
          steps[i] = bits.optionalSigned(7);
        }
        for (int i = 0; i < SEGMENTS; i++) {
          levels[i] = bits.optionalSigned(6);
        }
      }
      for (int i = 0; map && i < probabilities.length; i++) {
        probabilities[i] = bits.flag() ? bits.number(8) : 255;
      }
    }
    LoopFilter.Settings filter = readFilter(bits, segmented, absolute, levels);
    int partitions = 1 << bits.number(2);
    Quantiser[] quantisers = readQuantisers(bits, segmented, absolute, steps);
    bits.flag(); // whether probabilities outlive the frame: there is one frame
    int[] coefficients = Tables.coefficients();
    for (int i = 0; i < coefficients.length; i++) {
      if (bits.bit(Tables.COEFFICIENT_UPDATES[i]) == 1) {
        coefficients[i] = bits.number(8);
      }
    }
    int skip = bits.flag() ? bits.number(8) : -1;
    return new FrameHeader(map, probabilities, filter, quantisers, partitions, coefficients, skip);
  }

  private static LoopFilter.Settings readFilter(
      BoolDecoder bits, boolean segmented, boolean absolute, int[] levels) {
    boolean simple = bits.flag();
    int level = bits.number(6);
    int sharpness = bits.number(3);
    int[] deltas = new int[8];
    boolean changed = bits.flag();
    if (changed && bits.flag()) {
      for (int i = 0; i < deltas.length; i++) {
        deltas[i] = bits.optionalSigned(6);
      }
    }
    int[] bySegment = new int[SEGMENTS];
    for (int i = 0; i < SEGMENTS; i++) {
      bySegment[i] = segmented ? levels[i] + (absolute ? 0 : level) : level;
    }
    // Of the eight, two concern key frames: macroblocks of the frame itself, and split ones.
    return new LoopFilter.Settings(
        level > 0, simple, sharpness, bySegment, changed ? deltas[0] : 0, changed ? deltas[4] : 0);
  }

  private static Quantiser[] readQuantisers(
      BoolDecoder bits, boolean segmented, boolean absolute, int[] steps) {
    int base = bits.number(7);
    int[] deltas = new int[5];
    for (int i = 0; i < deltas.length; i++) {
      deltas[i] = bits.optionalSigned(4);
    }
    Quantiser[] quantisers = new Quantiser[SEGMENTS];
    for (int i = 0; i < SEGMENTS; i++) {
      quantisers[i] = Quantiser.of(segmented ? steps[i] + (absolute ? 0 : base) : base, deltas);
    }
    return quantisers;
  }
}
