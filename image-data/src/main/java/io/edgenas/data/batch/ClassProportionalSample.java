package io.edgenas.data.batch;

import io.edgenas.data.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** A smaller data set with the same mixture of classes. */
public final class ClassProportionalSample {
  private ClassProportionalSample() {}

  /**
   * Draws {@code count} images without repetition so that each class has its share, rounded by the
   * method of largest remainders; all images where there are not more. In random order, so that
   * batches cut from it mix the classes.
   *
   * @param classes number of classes
   */
  public static Dataset of(Dataset data, int classes, int count, RandomGenerator random) {
    int[] shuffled = EpochOrder.shuffled(data.size(), random);
    int[] left = quotas(data.classCounts(classes), Math.min(count, data.size()));
    List<Integer> chosen = new ArrayList<>();
    for (int index : shuffled) {
      if (left[data.label(index)]-- > 0) {
        chosen.add(index);
      }
    }
    return data.select(chosen.stream().mapToInt(Integer::intValue).toArray());
  }

  private static int[] quotas(int[] counts, int count) {
    long total = 0;
    for (int size : counts) {
      total += size;
    }
    int[] quotas = new int[counts.length];
    long[] remainders = new long[counts.length];
    List<Integer> classes = new ArrayList<>();
    int missing = count;
    for (int i = 0; i < counts.length; i++) {
      long share = (long) counts[i] * count;
      quotas[i] = total == 0 ? 0 : (int) (share / total);
      remainders[i] = total == 0 ? 0 : share % total;
      missing -= quotas[i];
      classes.add(i);
    }
    classes.sort(Comparator.comparingLong((Integer i) -> -remainders[i]));
    for (int i : classes.subList(0, missing)) {
      quotas[i]++;
    }
    return quotas;
  }
}
