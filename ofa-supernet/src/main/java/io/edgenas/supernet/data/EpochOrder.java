package io.edgenas.supernet.data;

import java.util.random.RandomGenerator;

/** The order in which one epoch of one phase reads the images. Immutable. */
final class EpochOrder {
  private final int phase;
  private final long epoch;
  private final int[] images;

  private EpochOrder(int phase, long epoch, int[] images) {
    this.phase = phase;
    this.epoch = epoch;
    this.images = images;
  }

  static EpochOrder of(long seed, int phase, long epoch, int size) {
    return new EpochOrder(
        phase, epoch, shuffled(size, Seeds.generator(seed, "order", phase, epoch)));
  }

  /** The numbers 0 to {@code size - 1} in random order (Fisher and Yates). */
  static int[] shuffled(int size, RandomGenerator random) {
    int[] images = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      images[i] = images[j];
      images[j] = i;
    }
    return images;
  }

  int phase() {
    return phase;
  }

  long epoch() {
    return epoch;
  }

  int imageAt(int position) {
    return images[position];
  }
}
