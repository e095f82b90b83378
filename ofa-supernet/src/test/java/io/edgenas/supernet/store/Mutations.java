package io.edgenas.supernet.store;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Damaged copies of a file: flipped bits, other bytes, cuts, repeats, insertions. */
public final class Mutations {
  private static final byte[] INTERESTING = {0, 1, -1, 127, -128, '"', '{', '}', '[', ',', '\n'};

  private Mutations() {}

  public static byte[] of(byte[] original, SplittableRandom random) {
    byte[] bytes = original.clone();
    int changes = random.nextInt(1, 4);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      bytes = change(bytes, random);
    }
    return bytes;
  }

  private static byte[] change(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = INTERESTING[random.nextInt(INTERESTING.length)];
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 3 -> {
        int length = random.nextInt(1, Math.min(16, bytes.length - at) + 1);
        byte[] repeated = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, repeated, at + length, bytes.length - at);
        return repeated;
      }
      default -> {
        int length = random.nextInt(1, Math.min(16, bytes.length - at) + 1);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, cut, at, bytes.length - at - length);
        return cut;
      }
    }
    return bytes;
  }
}
