package io.edgenas.images.vp8;

/** Reads bits of given probabilities from a partition (RFC 6386, section 7). */
final class BoolDecoder {
  private static final int EVEN = 128;

  private final byte[] bytes;
  private final int end;
  private int next;
  private boolean exhausted;

  /** The bits not yet used: the 8 that are compared next, and {@link #spare} behind them. */
  private int value;

  /** Negative when fewer than 8 bits are left. */
  private int spare = -8;

  /** Size of the current interval less 1. */
  private int range = 254;

  BoolDecoder(byte[] bytes, int start, int length) {
    this.bytes = bytes;
    this.next = start;
    this.end = start + length;
  }

  /** Whether bits were read that the partition does not have. They are zeros. */
  boolean exhausted() {
    return exhausted;
  }

  /**
   * @param probability of a 0, in 256ths
   */
  int bit(int probability) {
    if (spare < 0) {
      load();
    }
    int split = range * probability >> 8;
    int bit = 0;
    if (value >> spare > split) {
      range -= split + 1;
      value -= split + 1 << spare;
      bit = 1;
    } else {
      range = split;
    }
    // Until the interval is at least half of 256 again.
    int shift = Integer.numberOfLeadingZeros(range + 1) - 24;
    range = (range + 1 << shift) - 1;
    spare -= shift;
    return bit;
  }

  private void load() {
    int one = 0;
    if (next < end) {
      one = bytes[next++] & 0xff;
    } else {
      exhausted = true;
    }
    value = value << 8 | one;
    spare += 8;
  }

  boolean flag() {
    return bit(EVEN) == 1;
  }

  /** An unsigned number of so many bits, highest first. */
  int number(int bits) {
    int number = 0;
    for (int i = 0; i < bits; i++) {
      number = number << 1 | bit(EVEN);
    }
    return number;
  }

  /** A number of so many bits and then its sign. */
  int signed(int bits) {
    int number = number(bits);
    return flag() ? -number : number;
  }

  /** A flag, and where it is set a signed number, else 0. */
  int optionalSigned(int bits) {
    return flag() ? signed(bits) : 0;
  }
}
