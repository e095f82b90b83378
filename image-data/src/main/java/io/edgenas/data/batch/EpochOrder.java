package io.edgenas.data.batch;

import io.edgenas.data.Seeds;
import java.util.HashMap;
import java.util.Map;
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

  /** Draws an order that has every image once. */
  static EpochOrder of(long seed, int phase, long epoch, int size) {
    return new EpochOrder(
        phase, epoch, shuffled(size, Seeds.generator(seed, "order", phase, epoch)));
  }

  /**
   * Every class equally often. The epochs cut a stream in which the classes take turns, each
   * running through its own images, shuffled anew each time: so over the epochs too no image of a
   * class is read twice more than another of it. Each epoch is then shuffled.
   *
   * @param classes the images of each class, none of them empty
   * @param size images of the epoch
   */
  static EpochOrder balanced(long seed, int phase, long epoch, int[][] classes, int size) {
    Map<Long, int[]> rounds = new HashMap<>();
    int[] order = shuffled(size, Seeds.generator(seed, "order", phase, epoch));
    int[] images = new int[size];
    for (int i = 0; i < size; i++) {
      long turn = Math.addExact(Math.multiplyExact(epoch, size), i);
      int drawn = (int) (turn % classes.length);
      int count = classes[drawn].length;
      long round = turn / classes.length / count;
      int place = (int) (turn / classes.length % count);
      int[] shuffled =
          rounds.computeIfAbsent(
              round * classes.length + drawn,
              key -> shuffled(count, Seeds.generator(seed, "class order", phase, drawn, round)));
      images[order[i]] = classes[drawn][shuffled[place]];
    }
    return new EpochOrder(phase, epoch, images);
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
