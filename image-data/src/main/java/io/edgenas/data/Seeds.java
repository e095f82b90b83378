package io.edgenas.data;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random generators derived from one seed and a position, so that everything drawn is a function of
 * where it is drawn and not of what was drawn before: a resumed run sees what an uninterrupted one
 * sees.
 */
public final class Seeds {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Seeds() {}

  /**
   * The generator of one position.
   *
   * @param seed of the whole run
   * @param purpose what is drawn; different purposes are independent streams
   * @param position for example phase, step, index in the batch
   */
  public static RandomGenerator generator(long seed, String purpose, long... position) {
    return new SplittableRandom(derive(seed, purpose, position));
  }

  /** The seed of one position, see {@link #generator}. */
  public static long derive(long seed, String purpose, long... position) {
    long state = mix(seed + GOLDEN_GAMMA);
    for (int i = 0; i < purpose.length(); i++) {
      state = mix((state ^ purpose.charAt(i)) + GOLDEN_GAMMA);
    }
    for (long part : position) {
      state = mix((state ^ part) + GOLDEN_GAMMA);
    }
    return state;
  }

  /**
   * Finaliser of SplitMix64 (Stafford's variant 13; Steele, Lea, Flood, OOPSLA 2014): bijective.
   */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
